/**
 * The texts to label, row by row, from a table, lines or the command line. May use pipeline-core.
 */
@NullMarked
package io.bertline.predict.input;

import org.jspecify.annotations.NullMarked;
