/**
 * The page a person reads about a dataset: a pure function of {@code dataset.json}, {@code
 * statistics.json} and {@link io.bertline.prep.report.DatasetFacts}. May use pipeline-core and
 * {@code statistics}.
 */
@NullMarked
package io.bertline.prep.report;

import org.jspecify.annotations.NullMarked;
