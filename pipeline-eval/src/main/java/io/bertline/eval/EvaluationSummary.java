package io.bertline.eval;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.scores.Scoring;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers people look at first; content of {@code summary.json}. */
final class EvaluationSummary {
  private EvaluationSummary() {}

  static Map<String, Object> of(
      EvaluationMetrics metrics, Decision decision, Scoring scoring, long seenInTraining) {
    Map<String, Object> summary = new LinkedHashMap<>();
    metrics.headline().forEach((name, measured) -> summary.put(name, measured.value()));
    if (decision.threshold() != null) {
      summary.put("threshold", decision.threshold());
    }
    summary.put("temperature", decision.temperature());
    summary.put("logLoss", metrics.calibrated().logLoss());
    summary.put("calibrationError", metrics.calibrated().expectedError());
    summary.put("rows", metrics.rows());
    summary.put("rowsSeenInTraining", seenInTraining);
    summary.put("rowsPerSecond", scoring.rowsPerSecond());
    return summary;
  }
}
