/**
 * The page a person reads about an evaluation: a pure function of its metrics, its decision and
 * {@link io.bertline.eval.report.EvaluationFacts}. May use pipeline-core, {@code decision} and
 * {@code measure}.
 */
@NullMarked
package io.bertline.eval.report;

import org.jspecify.annotations.NullMarked;
