/** TFRecord files: a sequence of checksummed records. May use {@code failure}. */
@NullMarked
package io.bertline.tfrecord;

import org.jspecify.annotations.NullMarked;
