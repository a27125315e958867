/**
 * Where the curves of a run go while it runs: TensorBoard event files below the root. May use
 * {@code storage}, {@code tfrecord} and {@code wire} of pipeline-core.
 */
@NullMarked
package io.bertline.cli.tracking;

import org.jspecify.annotations.NullMarked;
