/**
 * The dataset artifact: its description and its records. May use {@code failure}, {@code storage},
 * {@code artifact}, {@code tfrecord}, {@code tfexample} and {@code wire}.
 */
@NullMarked
package io.bertline.dataset;

import org.jspecify.annotations.NullMarked;
