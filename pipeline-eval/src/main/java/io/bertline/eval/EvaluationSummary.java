package io.bertline.eval;

import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.champion.ChampionComparison.Change;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.scores.Scoring;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers people look at first; content of {@code summary.json}. */
final class EvaluationSummary {
  private EvaluationSummary() {}

  static Map<String, Object> of(
      EvaluationMetrics metrics,
      Decision decision,
      Scoring scoring,
      long seenInTraining,
      @Nullable ChampionComparison champion) {
    Map<String, Object> summary = new LinkedHashMap<>();
    metrics.headline().forEach((name, measured) -> summary.put(name, measured.value()));
    if (decision.threshold() != null) {
      summary.put("threshold", decision.threshold());
    }
    summary.put("blessed", decision.blessed());
    if (champion != null) {
      summary.put("champion", champion.release());
      Change f1 = champion.measures().get("f1");
      if (f1 != null) {
        summary.put("f1Change", f1.difference());
      }
      summary.put("pValue", champion.pValue());
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
