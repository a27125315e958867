/**
 * TensorFlow's checkpoints of version 2: an index and shards of values. May use {@code failure} and
 * {@code wire}.
 */
@NullMarked
package io.bertline.tensorbundle;

import org.jspecify.annotations.NullMarked;
