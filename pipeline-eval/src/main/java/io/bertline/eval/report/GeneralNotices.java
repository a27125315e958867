package io.bertline.eval.report;

import io.bertline.eval.measure.CalibrationMetrics;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.Measured;
import io.bertline.eval.slices.Slice;
import io.bertline.eval.slices.Slice.Judgement;
import io.bertline.report.Notices;
import io.bertline.report.Numbers;
import java.util.Comparator;
import java.util.Locale;

/** What a careful colleague would say about an evaluation, whatever the number of labels. */
final class GeneralNotices {
  /** A wider interval hides most differences between classifiers. */
  private static final double WIDE_INTERVAL = 0.1;

  /** From this expected calibration error on, a score should not be read as a probability. */
  private static final double POOR_CALIBRATION = 0.05;

  private GeneralNotices() {}

  /**
   * Adds them.
   *
   * @param measure what slices are measured by, in the middle of a sentence
   * @param value that measure over the whole split
   */
  static void add(
      Notices notices,
      EvaluationMetrics metrics,
      EvaluationFacts facts,
      String measure,
      Measured value) {
    if (value.high() - value.low() > WIDE_INTERVAL) {
      notices.caution(
          "The split is small.",
          "The 95\u202f%% interval of %s is %s wide: smaller differences may be chance."
              .formatted(measure, Numbers.metric(value.high() - value.low())));
    }
    addWeakestSlice(notices, facts, measure, value);
    addCalibration(notices, metrics);
    if (facts.foreignRowsLeftOut() > 0) {
      notices.caution(
          Numbers.count(facts.foreignRowsLeftOut(), "row was", "rows were") + " left out.",
          "Their texts are in the training split of the classifier.");
    }
    if (facts.truncatedRows() > 0) {
      notices.caution(
          "%s (%s) %s cut at %s."
              .formatted(
                  Numbers.count(facts.truncatedRows(), "row", "rows"),
                  Numbers.percent(facts.truncatedRows() / (double) metrics.rows()),
                  facts.truncatedRows() == 1 ? "was" : "were",
                  Numbers.count(facts.maxLength(), "token", "tokens")),
          "Their end was not read.");
    }
  }

  private static void addWeakestSlice(
      Notices notices, EvaluationFacts facts, String measure, Measured whole) {
    facts.slices().stream()
        .filter(Slice::weak)
        .min(Comparator.comparingDouble(Slice::valueOrOne))
        .ifPresent(slice -> addWeakSlice(notices, slice, measure, whole));
  }

  private static void addWeakSlice(Notices notices, Slice slice, String measure, Measured whole) {
    Judgement judgement = slice.judgement();
    if (judgement == null) {
      return;
    }
    notices.caution(
        "“" + slice.name() + "” is the weak spot.",
        "%s is %s on %s, %s below the whole split."
            .formatted(
                measure.substring(0, 1).toUpperCase(Locale.ROOT) + measure.substring(1),
                Numbers.metric(judgement.value()),
                Numbers.count(slice.rows(), "row", "rows"),
                Numbers.metric(whole.value() - judgement.value())));
  }

  private static void addCalibration(Notices notices, EvaluationMetrics metrics) {
    CalibrationMetrics calibrated = metrics.calibrated();
    if (calibrated.expectedError() > POOR_CALIBRATION) {
      notices.caution(
          "Scores are not probabilities.",
          "They are off by %s on average, %s before calibration. Rank by them, but do not read 0.8 as 80\u202f%%."
              .formatted(
                  Numbers.metric(calibrated.expectedError()),
                  Numbers.metric(metrics.uncalibrated().expectedError())));
    }
  }
}
