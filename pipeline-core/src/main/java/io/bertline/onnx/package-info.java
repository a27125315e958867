/**
 * ONNX files, as far as weights are read from them: initialisers and nodes. May use {@code failure}
 * and {@code wire}.
 */
@NullMarked
package io.bertline.onnx;

import org.jspecify.annotations.NullMarked;
