package io.bertline.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks for thresholds. */
public final class ThresholdSearch {
  private ThresholdSearch() {}

  /**
   * Returns the distinct score that as a threshold gives the highest F1; of equal ones the highest,
   * which flags fewest rows.
   */
  public static OperatingPoint bestF1(BinaryScores scores) {
    return scores.operatingPoints().stream()
        .max(
            Comparator.comparingDouble((OperatingPoint point) -> point.confusion().f1())
                .thenComparingDouble(OperatingPoint::threshold))
        .orElseThrow();
  }

  /**
   * Returns the threshold that finds most while a given share of what it flags is right; of equal
   * ones the most precise. Empty if no threshold is so precise.
   *
   * @param precision least precision, 0 to 1
   */
  public static Optional<OperatingPoint> atPrecision(BinaryScores scores, double precision) {
    return scores.operatingPoints().stream()
        .filter(point -> point.confusion().precision() >= precision)
        .max(
            Comparator.comparingDouble((OperatingPoint point) -> point.confusion().recall())
                .thenComparingDouble(point -> point.confusion().precision()));
  }

  /**
   * Returns the most precise threshold that finds a given share; of equal ones that which finds
   * most. Empty if there is nothing to find.
   *
   * @param recall least recall, 0 to 1
   */
  public static Optional<OperatingPoint> atRecall(BinaryScores scores, double recall) {
    return scores.operatingPoints().stream()
        .filter(point -> point.confusion().recall() >= recall)
        .max(
            Comparator.comparingDouble((OperatingPoint point) -> point.confusion().precision())
                .thenComparingDouble(point -> point.confusion().recall()));
  }

  /**
   * Returns the operating points worth drawing: the first, the last, and those where threshold,
   * recall, precision or false alarm rate has moved far enough since the point before.
   *
   * @param step least movement, 0 to 1; half a pixel of a chart is about 0.002. A curve has at most
   *     some multiple of 1 / step points
   */
  public static List<OperatingPoint> curve(BinaryScores scores, double step) {
    List<OperatingPoint> all = scores.operatingPoints();
    List<OperatingPoint> kept = new ArrayList<>();
    OperatingPoint last = all.get(0);
    kept.add(last);
    for (OperatingPoint point : all.subList(1, all.size())) {
      if (distance(last, point) >= step) {
        kept.add(point);
        last = point;
      }
    }
    OperatingPoint end = all.get(all.size() - 1);
    if (!last.equals(end)) {
      kept.add(end);
    }
    return kept;
  }

  private static double distance(OperatingPoint a, OperatingPoint b) {
    return Math.max(
        Math.max(
            Math.abs(a.threshold() - b.threshold()),
            Math.abs(a.confusion().recall() - b.confusion().recall())),
        Math.max(
            Math.abs(a.confusion().precision() - b.confusion().precision()),
            Math.abs(a.confusion().falseAlarmRate() - b.confusion().falseAlarmRate())));
  }
}
