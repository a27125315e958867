package io.bertline.eval.measure;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.Scores;
import io.bertline.metrics.BinaryScores;
import io.bertline.metrics.Bootstrap;
import io.bertline.metrics.RankingMetrics;
import io.bertline.metrics.ScoreBin;
import io.bertline.metrics.ThresholdSearch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How the rows of two labels are called. All scores are calibrated probabilities of the positive
 * label.
 *
 * @param atDecision at the decision's threshold
 * @param atHalf at the threshold 0.5
 * @param precisionAtHalfRecall best precision of any threshold that finds half of the positive rows
 * @param scoreBins how many rows of each label score in each of twenty parts of 0 to 1
 * @param curve operating points of the precision-recall and ROC curves, strictest threshold first
 */
public record BinaryMetrics(
    ThresholdMetrics atDecision,
    ThresholdMetrics atHalf,
    double precisionAtHalfRecall,
    List<ScoreBin> scoreBins,
    List<ThresholdMetrics> curve) {
  /** A third of a pixel of a chart: finer points would not be seen. */
  private static final double CURVE_STEP = 0.002;

  private static final int SCORE_BINS = 20;

  static BinaryMetrics of(BinaryScores calibrated, double threshold) {
    return new BinaryMetrics(
        ThresholdMetrics.of(threshold, calibrated.at(threshold)),
        ThresholdMetrics.of(0.5, calibrated.at(0.5)),
        RankingMetrics.precisionAtRecall(calibrated, 0.5),
        ScoreBin.histogram(calibrated, SCORE_BINS),
        curve(calibrated));
  }

  private static List<ThresholdMetrics> curve(BinaryScores calibrated) {
    return ThresholdSearch.curve(calibrated, CURVE_STEP).stream()
        .map(point -> ThresholdMetrics.of(point.threshold(), point.confusion()))
        .toList();
  }

  /**
   * Returns the operating points of the precision-recall and ROC curves of two labels, strictest
   * threshold first.
   */
  public static List<ThresholdMetrics> curve(Scores scores, Decision decision) {
    return curve(EvaluationMetrics.positive(scores, decision.temperature()));
  }

  static Map<String, Measured> headline(
      BinaryScores calibrated, double threshold, Bootstrap bootstrap) {
    Map<String, ToDoubleFunction<BinaryScores>> measures = new LinkedHashMap<>();
    measures.put("f1", sample -> sample.at(threshold).f1());
    measures.put("precision", sample -> sample.at(threshold).precision());
    measures.put("recall", sample -> sample.at(threshold).recall());
    measures.put("accuracy", sample -> sample.at(threshold).accuracy());
    measures.put("auc", RankingMetrics::rocAuc);
    measures.put("averagePrecision", RankingMetrics::averagePrecision);
    return Measured.all(calibrated, measures, bootstrap.intervals(calibrated, measures));
  }
}
