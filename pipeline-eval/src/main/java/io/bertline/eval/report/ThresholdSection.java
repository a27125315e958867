package io.bertline.eval.report;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.BinaryMetrics;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.ThresholdMetrics;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Numbers;
import io.bertline.report.Table;
import io.bertline.report.Waffle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;

/** What the threshold means, in words and squares, and what others would mean. */
final class ThresholdSection {
  private final EvaluationMetrics metrics;
  private final BinaryMetrics binary;
  private final Decision decision;
  private final ThresholdMetrics chosen;

  ThresholdSection(EvaluationMetrics metrics, BinaryMetrics binary, Decision decision) {
    this.metrics = metrics;
    this.binary = binary;
    this.decision = decision;
    this.chosen = binary.atDecision();
  }

  /** Two decimals, up to four near 0 and 1, where the scores of a rare label crowd. */
  static String text(ThresholdMetrics point) {
    return text(point.threshold());
  }

  static String text(double threshold) {
    if (threshold >= 0.1 && threshold <= 0.9) {
      return String.format(Locale.ROOT, "%.2f", threshold);
    }
    return String.format(Locale.ROOT, "%.4f", threshold).replaceFirst("0{1,2}$", "");
  }

  /** Returns the point of the curve with the highest F1. */
  ThresholdMetrics best() {
    return binary.curve().stream()
        .max(Comparator.comparingDouble(ThresholdMetrics::f1))
        .orElse(chosen);
  }

  Element[] elements() {
    return new Element[] {introduction(), statements(), alternatives()};
  }

  private Element introduction() {
    return Html.paragraph(
        "A row is flagged as “%s” when its calibrated score is %s or more. %s"
            .formatted(metrics.labels().get(1), text(chosen), origin()));
  }

  private String origin() {
    return switch (Objects.requireNonNull(decision.thresholdFrom(), "thresholdFrom")) {
      case CLASSIFIER -> "Training chose the threshold for the highest F1 on the validation split.";
      case RELEASE -> "The threshold and the temperature are those of the release.";
      case OPTION -> "The threshold was given with --threshold.";
      case VALIDATION ->
          "It was chosen anew on the validation split, for " + decision.thresholdFor() + ".";
    };
  }

  private Element statements() {
    long right = Numbers.ofHundred(chosen.precision());
    long found = Numbers.ofHundred(chosen.recall());
    String negative = metrics.labels().get(0);
    String positive = metrics.labels().get(1);
    return Html.plates(
        Html.statement(
            Waffle.of(
                "flagged",
                right,
                "Flagged rows that are right",
                "Of 100 flagged rows, %d are “%s”.".formatted(right, positive)),
            "Of 100 flagged, %d %s right.".formatted(right, right == 1 ? "is" : "are"),
            "The other %d are “%s” rows flagged by mistake.".formatted(100 - right, negative)),
        Html.statement(
            Waffle.of(
                "found",
                found,
                "Rows that are found",
                "Of 100 “%s” rows, %d are flagged.".formatted(positive, found)),
            "It finds %d of 100.".formatted(found),
            "The other %d “%s” rows slip through.".formatted(100 - found, positive)));
  }

  /** Half way to both ends, and the threshold of who does not choose. */
  private Element alternatives() {
    TreeMap<Double, ThresholdMetrics> points = new TreeMap<>();
    for (double wanted : new double[] {chosen.threshold() / 2, (1 + chosen.threshold()) / 2}) {
      ThresholdMetrics point = nearest(wanted);
      points.put(point.threshold(), point);
    }
    points.put(0.5, binary.atHalf());
    points.put(chosen.threshold(), chosen);
    Table table =
        new Table("Other thresholds", "Threshold")
            .caption("If you would rather trade one for the other")
            .numbers("Right of 100 flagged", "Found of 100", "Flagged of 10,000 rows", "F1");
    points.values().forEach(point -> addTo(table, point));
    return table.element();
  }

  private void addTo(Table table, ThresholdMetrics point) {
    long flagged = point.truePositives() + point.falsePositives();
    Object[] cells = {
      text(point) + ", " + name(point),
      Numbers.ofHundred(point.precision()),
      Numbers.ofHundred(point.recall()),
      Numbers.count(Math.round(1e4 * flagged / metrics.rows())),
      Numbers.metric(point.f1())
    };
    if (point.threshold() == chosen.threshold()) {
      table.total(cells);
    } else {
      table.row(cells);
    }
  }

  private String name(ThresholdMetrics point) {
    if (point.threshold() == chosen.threshold()) {
      return "chosen";
    }
    return point.threshold() < chosen.threshold() ? "finds more" : "fewer false alarms";
  }

  private ThresholdMetrics nearest(double threshold) {
    return binary.curve().stream()
        .min(Comparator.comparingDouble(point -> Math.abs(point.threshold() - threshold)))
        .orElse(chosen);
  }
}
