/**
 * Parts of a split whose rows have something in common, measured apart. May use {@code scores},
 * {@code decision}, {@code measure} and pipeline-core.
 */
@NullMarked
package io.bertline.eval.slices;

import org.jspecify.annotations.NullMarked;
