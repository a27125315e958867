package io.bertline.eval.report;

import io.bertline.metrics.BinaryScores;
import io.bertline.metrics.Bootstrap;
import io.bertline.metrics.Confusion;
import io.bertline.metrics.Interval;
import io.bertline.metrics.MulticlassConfusion;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of the split and how well its rows are called.
 *
 * @param name what its rows have in common, for example {@code 17 to 32 tokens}
 * @param rows number of rows
 * @param judgedRows rows the judgement rests on: positive ones for two labels, all for more
 * @param judgement null if there are too few of those
 */
public record Slice(String name, long rows, long judgedRows, @Nullable Judgement judgement) {
  /** Fewer rows than this say next to nothing about a slice. */
  public static final int FEWEST_JUDGED_ROWS = 30;

  /**
   * How well the rows of a slice are called.
   *
   * @param value F1 of the positive label for two labels, accuracy for more
   * @param interval 95 % interval of the value
   * @param precision of the positive label for two labels, mean of all labels for more
   * @param recall as precision
   */
  public record Judgement(double value, Interval interval, double precision, double recall) {}

  /** Returns whether chance does not explain that this slice is below a value. */
  boolean isBelow(double value) {
    return judgement != null && judgement.interval().high() < value;
  }

  /** Returns the value; 1, the best there is, where there is no judgement. */
  double valueOrOne() {
    return judgement == null ? 1 : judgement.value();
  }

  /**
   * Measures a slice of a task with two labels.
   *
   * @param calibrated scores of the rows of the slice, at least one
   */
  public static Slice of(
      String name, BinaryScores calibrated, double threshold, Bootstrap bootstrap) {
    if (calibrated.positiveRows() < FEWEST_JUDGED_ROWS) {
      return new Slice(name, calibrated.rows(), calibrated.positiveRows(), null);
    }
    Confusion confusion = calibrated.at(threshold);
    Map<String, Interval> intervals =
        bootstrap.intervals(calibrated, Map.of("f1", sample -> sample.at(threshold).f1()));
    return new Slice(
        name,
        calibrated.rows(),
        calibrated.positiveRows(),
        new Judgement(
            confusion.f1(),
            Objects.requireNonNull(intervals.get("f1")),
            confusion.precision(),
            confusion.recall()));
  }

  /** Measures a slice of a task with more than two labels. */
  public static Slice of(String name, MulticlassConfusion confusion, Bootstrap bootstrap) {
    if (confusion.rows() < FEWEST_JUDGED_ROWS) {
      return new Slice(name, confusion.rows(), confusion.rows(), null);
    }
    Map<String, Interval> intervals =
        bootstrap.intervals(confusion, Map.of("accuracy", MulticlassConfusion::accuracy));
    return new Slice(
        name,
        confusion.rows(),
        confusion.rows(),
        new Judgement(
            confusion.accuracy(),
            Objects.requireNonNull(intervals.get("accuracy")),
            confusion.macroPrecision(),
            confusion.macroRecall()));
  }
}
