package io.bertline.eval.report;

import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.champion.ChampionComparison.Change;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.BinaryMetrics;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.ThresholdMetrics;
import io.bertline.metrics.ScoreBin;
import io.bertline.report.Element;
import io.bertline.report.HeatMap;
import io.bertline.report.Html;
import io.bertline.report.Legend;
import io.bertline.report.Numbers;
import io.bertline.report.Plot;
import io.bertline.report.Plot.Point;
import io.bertline.report.Plot.Side;
import io.bertline.report.Scale;
import io.bertline.report.Series;
import io.bertline.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The charts of a task with two labels. */
final class CurveSection {
  private static final double HEIGHT = 250;

  /** Scores within less than this would be one upright line on a scale from 0 to 1. */
  private static final double CROWDED = 0.3;

  private final EvaluationMetrics metrics;
  private final BinaryMetrics binary;
  private final Decision decision;
  private final @Nullable ChampionComparison champion;
  private final ThresholdMetrics chosen;
  private final String threshold;
  private final String negative;
  private final String positive;

  /**
   * @param champion the classifier in use, whose curves are drawn too; null if there is none
   */
  CurveSection(
      EvaluationMetrics metrics,
      BinaryMetrics binary,
      Decision decision,
      @Nullable ChampionComparison champion) {
    this.metrics = metrics;
    this.binary = binary;
    this.decision = decision;
    this.champion = champion;
    this.chosen = binary.atDecision();
    this.threshold = ThresholdSection.text(chosen);
    this.negative = metrics.labels().get(0);
    this.positive = metrics.labels().get(1);
  }

  Element[] elements() {
    return new Element[] {
      Html.paragraph(
          "The large dot is the chosen threshold of " + threshold + ". ",
          Html.hint("Point at a dot or a bar to read its numbers.")),
      Html.plates(precisionRecall(), roc(), byThreshold(), scores(), reliability(), confusion()),
      Html.details("The curve as numbers", numbers())
    };
  }

  private Element precisionRecall() {
    double share = metrics.rowsByLabel().get(1) / (double) metrics.rows();
    String area =
        "Average precision %s%s; flagging everything gives %s."
            .formatted(
                Numbers.metric(Headline.of(metrics, "averagePrecision").value()),
                ofChampion("averagePrecision"),
                Numbers.metric(share));
    String pick =
        "threshold %s: precision %s, recall %s"
            .formatted(
                threshold, Numbers.metric(chosen.precision()), Numbers.metric(chosen.recall()));
    Plot plot =
        new Plot(
                "pr",
                "Precision and recall",
                area + " At " + pick + ".",
                HEIGHT,
                Scale.unit("recall"),
                Scale.unit("precision"))
            .horizontal(share, "flag everything");
    if (champion != null) {
      plot.steps(Series.REFERENCE, precisionByRecall(champion.curve()));
    }
    plot.steps(Series.FIRST, precisionByRecall(binary.curve()))
        .pick(
            new Point(chosen.recall(), chosen.precision()),
            "threshold " + threshold,
            Side.ABOVE,
            pick);
    return Html.plate("Precision and recall", area, legend(), plot.element());
  }

  private static List<Point> precisionByRecall(List<ThresholdMetrics> curve) {
    List<Point> points = points(curve, ThresholdMetrics::recall, ThresholdMetrics::precision);
    points.add(0, new Point(0, points.get(0).y()));
    return points;
  }

  /** One curve needs no name; two do. */
  private Legend legend() {
    return champion == null
        ? new Legend()
        : new Legend()
            .line(Series.FIRST, "this classifier")
            .line(Series.REFERENCE, "champion " + champion.release());
  }

  private String ofChampion(String measure) {
    Change change = champion == null ? null : champion.measures().get(measure);
    return change == null ? "" : ", champion " + Numbers.metric(change.champion());
  }

  private Element roc() {
    String area =
        "Area %s%s."
            .formatted(Numbers.metric(Headline.of(metrics, "auc").value()), ofChampion("auc"));
    String pick =
        "threshold %s: recall %s, false alarm rate %s"
            .formatted(
                threshold,
                Numbers.metric(chosen.recall()),
                Numbers.metric(chosen.falseAlarmRate()));
    Plot plot =
        new Plot(
                "roc",
                "ROC curve",
                area + " At " + pick + ".",
                HEIGHT,
                Scale.unit("false alarm rate"),
                Scale.unit("recall"))
            .line(Series.DIAGONAL, List.of(new Point(0, 0), new Point(1, 1)))
            .note("guessing", new Point(0.5, 0.5), Side.BELOW);
    if (champion != null) {
      plot.steps(Series.REFERENCE, recallByFalseAlarms(champion.curve()));
    }
    plot.steps(Series.FIRST, recallByFalseAlarms(binary.curve()))
        .pick(
            new Point(chosen.falseAlarmRate(), chosen.recall()),
            "threshold " + threshold,
            Side.BELOW,
            pick);
    return Html.plate(
        "ROC",
        area + " Flatters where “" + positive + "” is rare: prefer precision and recall.",
        legend(),
        plot.element());
  }

  private static List<Point> recallByFalseAlarms(List<ThresholdMetrics> curve) {
    List<Point> points = points(curve, ThresholdMetrics::falseAlarmRate, ThresholdMetrics::recall);
    points.add(0, new Point(0, 0));
    return points;
  }

  private Element byThreshold() {
    ThresholdMetrics best = new ThresholdSection(metrics, binary, decision).best();
    String finding =
        "Highest, %s, at %s; %s at the chosen threshold."
            .formatted(
                Numbers.metric(best.f1()),
                ThresholdSection.text(best),
                Numbers.metric(chosen.f1()));
    Element chart =
        new Plot(
                "by-threshold",
                "F1, precision and recall by threshold",
                "F1 is " + finding,
                HEIGHT,
                thresholds(),
                Scale.unit("value"))
            .vertical(chosen.threshold(), threshold)
            .steps(Series.SECOND, points(ThresholdMetrics::threshold, ThresholdMetrics::precision))
            .steps(Series.THIRD, points(ThresholdMetrics::threshold, ThresholdMetrics::recall))
            .steps(Series.FIRST, points(ThresholdMetrics::threshold, ThresholdMetrics::f1))
            .pick(
                new Point(chosen.threshold(), chosen.f1()),
                "threshold " + threshold + ": F1 " + Numbers.metric(chosen.f1()))
            .element();
    Legend legend =
        new Legend()
            .line(Series.FIRST, "F1")
            .line(Series.SECOND, "precision")
            .line(Series.THIRD, "recall");
    return Html.plate("F1 by threshold", finding, legend, chart);
  }

  /** From 0 to 1, or closer where all scores crowd. */
  private Scale thresholds() {
    double high = Math.max(chosen.threshold(), binary.curve().get(0).threshold());
    double low = binary.curve().get(binary.curve().size() - 1).threshold();
    low = Math.min(chosen.threshold(), low);
    return high - low > 0 && high - low < CROWDED
        ? Scale.linear("threshold", low, high, 4)
        : Scale.unit("threshold");
  }

  private Element scores() {
    List<ScoreBin> bins = binary.scoreBins();
    double[] edges = new double[bins.size() + 1];
    double[] negatives = new double[bins.size()];
    double[] positives = new double[bins.size()];
    for (int i = 0; i < bins.size(); i++) {
      edges[i + 1] = bins.get(i).high();
      negatives[i] = bins.get(i).negatives();
      positives[i] = bins.get(i).positives();
    }
    long most =
        bins.stream().mapToLong(bin -> Math.max(bin.negatives(), bin.positives())).max().orElse(1);
    String finding =
        "%s of the “%s” rows and %s of the “%s” rows are flagged."
            .formatted(
                Numbers.percent(chosen.falseAlarmRate()),
                negative,
                Numbers.percent(chosen.recall()),
                positive);
    Plot plot =
        new Plot(
                "scores",
                "Scores of the two labels",
                finding,
                HEIGHT,
                Scale.unit("score"),
                Scale.rows(most))
            .histogram(Series.FIRST, edges, negatives)
            .histogram(Series.SECOND, edges, positives)
            .vertical(chosen.threshold(), "flagged from " + threshold);
    for (ScoreBin bin : bins) {
      plot.hover(bin.low(), bin.high(), tooltip(bin));
    }
    Legend legend = new Legend().area(Series.FIRST, negative).area(Series.SECOND, positive);
    return Html.plate("Scores of the two labels", finding, legend, plot.element());
  }

  private String tooltip(ScoreBin bin) {
    return "score %s to %s: %s %s, %s %s"
        .formatted(
            Numbers.significant(bin.low()),
            Numbers.significant(bin.high()),
            Numbers.count(bin.negatives()),
            negative,
            Numbers.count(bin.positives()),
            positive);
  }

  private Element reliability() {
    return ReliabilityPlate.of(
        metrics, decision.temperature(), "share of “" + positive + "”", "“" + positive + "”");
  }

  private Element confusion() {
    long wrong = chosen.falsePositives() + chosen.falseNegatives();
    String finding =
        "%s of %s %s wrong."
            .formatted(
                Numbers.count(wrong),
                Numbers.count(metrics.rows(), "row", "rows"),
                wrong == 1 ? "is" : "are");
    long[][] counts = {
      {chosen.trueNegatives(), chosen.falsePositives()},
      {chosen.falseNegatives(), chosen.truePositives()}
    };
    Element chart =
        HeatMap.of(
            "confusion", "Confusion matrix at " + threshold, finding, metrics.labels(), counts);
    return Html.plate(
        "Confusion at " + threshold,
        finding + " The colour is the share of the row.",
        new Legend(),
        chart);
  }

  private List<Point> points(
      Function<ThresholdMetrics, Double> x, Function<ThresholdMetrics, Double> y) {
    return points(binary.curve(), x, y);
  }

  private static List<Point> points(
      List<ThresholdMetrics> curve,
      Function<ThresholdMetrics, Double> x,
      Function<ThresholdMetrics, Double> y) {
    List<Point> points = new ArrayList<>();
    curve.forEach(point -> points.add(new Point(x.apply(point), y.apply(point))));
    return points;
  }

  /** The curve for those who cannot see it, at the thresholds nearest to tenths. */
  private Element numbers() {
    Table table =
        new Table("Numbers of the curves", "Threshold")
            .numbers("Precision", "Recall", "False alarm rate", "F1");
    double next = 0.1;
    for (int i = binary.curve().size() - 1; i >= 0; i--) {
      ThresholdMetrics point = binary.curve().get(i);
      if (point.threshold() >= next) {
        table.row(
            ThresholdSection.text(point),
            Numbers.metric(point.precision()),
            Numbers.metric(point.recall()),
            Numbers.percent(point.falseAlarmRate()),
            Numbers.metric(point.f1()));
        next = Math.floor(point.threshold() * 10) / 10 + 0.1;
      }
    }
    return table.element();
  }
}
