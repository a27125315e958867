/**
 * The wire format of Protocol Buffers, as far as tf.Example, ONNX and tensor bundles need it. Uses
 * the JDK only.
 */
@NullMarked
package io.bertline.wire;

import org.jspecify.annotations.NullMarked;
