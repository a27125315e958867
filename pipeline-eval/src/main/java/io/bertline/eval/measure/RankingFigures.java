package io.bertline.eval.measure;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.Scores;
import io.bertline.metrics.BinaryScores;
import io.bertline.metrics.RankingMetrics;
import java.util.Map;

/** How well the scores of two labels rank the rows, whatever the threshold. */
final class RankingFigures {
  private RankingFigures() {}

  static Map<String, Double> of(Scores scores, Decision decision) {
    BinaryScores calibrated = EvaluationMetrics.positive(scores, decision.temperature());
    return Map.of(
        "auc", RankingMetrics.rocAuc(calibrated),
        "averagePrecision", RankingMetrics.averagePrecision(calibrated));
  }
}
