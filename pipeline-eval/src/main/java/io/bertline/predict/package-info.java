/**
 * The predict command: rows in, labels with probabilities out, as a stream. The packages below it
 * follow that order: {@code input}, {@code output}.
 */
@NullMarked
package io.bertline.predict;

import org.jspecify.annotations.NullMarked;
