package io.bertline.eval.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.Scores;
import io.bertline.metrics.BinaryScores;
import io.bertline.metrics.Bootstrap;
import io.bertline.metrics.Calibration;
import io.bertline.metrics.MulticlassConfusion;
import io.bertline.metrics.MulticlassScores;
import io.bertline.metrics.Temperature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Content of {@code metrics.json}.
 *
 * @param formatVersion version of this layout, 1
 * @param rows rows measured
 * @param labels label names in index order
 * @param rowsByLabel rows of each label, in label index order
 * @param headline the numbers people compare, with their intervals: {@code f1, precision, recall,
 *     accuracy} (at the decision's threshold), {@code auc, averagePrecision} for two labels, {@code
 *     macroF1, accuracy, weightedF1} for more
 * @param binary null for more than two labels
 * @param multiclass null for two labels
 * @param uncalibrated calibration at temperature 1
 * @param calibrated calibration at the decision's temperature
 */
@JsonInclude(Include.NON_NULL)
public record EvaluationMetrics(
    int formatVersion,
    long rows,
    List<String> labels,
    List<Long> rowsByLabel,
    Map<String, Measured> headline,
    @Nullable BinaryMetrics binary,
    @Nullable MulticlassMetrics multiclass,
    CalibrationMetrics uncalibrated,
    CalibrationMetrics calibrated) {
  /** Name of the file in an evaluation. */
  public static final String FILE = "metrics.json";

  public static final int FORMAT_VERSION = 1;

  /**
   * Measures the decisions of a classifier.
   *
   * @param scores at least one row, of at least two labels
   */
  public static EvaluationMetrics of(Scores scores, Decision decision, Bootstrap bootstrap) {
    return decision.binary()
        ? binary(scores, decision, bootstrap)
        : multiclass(scores, decision, bootstrap);
  }

  private static EvaluationMetrics binary(Scores scores, Decision decision, Bootstrap bootstrap) {
    double threshold = Objects.requireNonNull(decision.threshold(), "threshold");
    BinaryScores uncalibrated = positive(scores, 1);
    BinaryScores calibrated = positive(scores, decision.temperature());
    return new EvaluationMetrics(
        FORMAT_VERSION,
        calibrated.rows(),
        decision.labels(),
        List.of(calibrated.negativeRows(), calibrated.positiveRows()),
        BinaryMetrics.headline(calibrated, threshold, bootstrap),
        BinaryMetrics.of(calibrated, threshold),
        null,
        CalibrationMetrics.of(Calibration.logLoss(uncalibrated), uncalibrated),
        CalibrationMetrics.of(Calibration.logLoss(calibrated), calibrated));
  }

  private static EvaluationMetrics multiclass(
      Scores scores, Decision decision, Bootstrap bootstrap) {
    MulticlassScores uncalibrated = all(scores, 1);
    MulticlassScores calibrated = all(scores, decision.temperature());
    MulticlassConfusion confusion = calibrated.confusion();
    MulticlassMetrics metrics = MulticlassMetrics.of(confusion, decision.labels());
    return new EvaluationMetrics(
        FORMAT_VERSION,
        confusion.rows(),
        decision.labels(),
        metrics.byLabel().stream().map(MulticlassMetrics.LabelMetrics::rows).toList(),
        MulticlassMetrics.headline(confusion, bootstrap),
        null,
        metrics,
        CalibrationMetrics.of(uncalibrated.logLoss(), uncalibrated.confidence()),
        CalibrationMetrics.of(calibrated.logLoss(), calibrated.confidence()));
  }

  /** Returns the calibration at the decision's temperature. */
  static CalibrationMetrics calibration(Scores scores, Decision decision) {
    if (decision.binary()) {
      BinaryScores calibrated = positive(scores, decision.temperature());
      return CalibrationMetrics.of(Calibration.logLoss(calibrated), calibrated);
    }
    MulticlassScores calibrated = all(scores, decision.temperature());
    return CalibrationMetrics.of(calibrated.logLoss(), calibrated.confidence());
  }

  /** Returns the probability of the positive label of each row. */
  static BinaryScores positive(Scores scores, double temperature) {
    return BinaryScores.of(
        scores.labels(),
        Arrays.stream(scores.logits())
            .mapToDouble(logits -> Temperature.probabilities(logits, temperature)[1])
            .toArray());
  }

  private static MulticlassScores all(Scores scores, double temperature) {
    return new MulticlassScores(
        scores.labels(),
        Arrays.stream(scores.logits())
            .map(logits -> Temperature.probabilities(logits, temperature))
            .toArray(double[][]::new));
  }
}
