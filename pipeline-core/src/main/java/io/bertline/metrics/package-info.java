/**
 * Measures of a classifier: exact, tie-correct, in double precision. May use {@code failure}.
 *
 * <p>Everything binary starts from {@link io.bertline.metrics.BinaryScores}, everything with more
 * labels from {@link io.bertline.metrics.MulticlassConfusion}. A rate without a single row to
 * divide by is 0, as in scikit-learn; a measure of ranking over rows of one label only is {@code
 * NaN}, because no order of them is better than another.
 */
@NullMarked
package io.bertline.metrics;

import org.jspecify.annotations.NullMarked;
