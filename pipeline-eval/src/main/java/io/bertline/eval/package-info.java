/**
 * The evaluation step: resolves classifier and dataset, scores a split, decides, measures, reports.
 * The packages below it follow that order: {@code scores}, {@code decision}, {@code measure},
 * {@code report}.
 */
@NullMarked
package io.bertline.eval;

import org.jspecify.annotations.NullMarked;
