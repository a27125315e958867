/**
 * The classifier that is in use, compared with the new one row by row. May use {@code scores},
 * {@code decision}, {@code measure} and pipeline-core.
 */
@NullMarked
package io.bertline.eval.champion;

import org.jspecify.annotations.NullMarked;
