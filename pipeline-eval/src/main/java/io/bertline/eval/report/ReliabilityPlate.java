package io.bertline.eval.report;

import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.metrics.ReliabilityBin;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Legend;
import io.bertline.report.Numbers;
import io.bertline.report.Plot;
import io.bertline.report.Plot.Point;
import io.bertline.report.Scale;
import io.bertline.report.Series;
import java.util.List;

/** Whether scores are probabilities, before and after calibration. */
final class ReliabilityPlate {
  private ReliabilityPlate() {}

  /**
   * Draws the plate.
   *
   * @param axis what the y axis shows
   * @param outcome what the score is the probability of, for tooltips
   */
  static Element of(EvaluationMetrics metrics, double temperature, String axis, String outcome) {
    String finding =
        "Mean distance from the diagonal %s before, %s after calibration (temperature %s)."
            .formatted(
                Numbers.metric(metrics.uncalibrated().expectedError()),
                Numbers.metric(metrics.calibrated().expectedError()),
                Numbers.significant(temperature));
    Plot plot =
        new Plot("reliability", "Reliability", finding, 250, Scale.unit("score"), Scale.unit(axis))
            .line(Series.DIAGONAL, List.of(new Point(0, 0), new Point(1, 1)));
    draw(plot, Series.SECOND, "before", outcome, metrics.uncalibrated().bins());
    draw(plot, Series.FIRST, "after", outcome, metrics.calibrated().bins());
    Legend legend =
        new Legend()
            .line(Series.FIRST, "after")
            .line(Series.SECOND, "before")
            .line(Series.DIAGONAL, "perfect");
    return Html.plate("Reliability", finding, legend, plot.element());
  }

  private static void draw(
      Plot plot, Series series, String when, String outcome, List<ReliabilityBin> bins) {
    plot.line(
        series, bins.stream().map(bin -> new Point(bin.meanScore(), bin.positiveShare())).toList());
    for (ReliabilityBin bin : bins) {
      plot.dot(
          series,
          new Point(bin.meanScore(), bin.positiveShare()),
          "%s: mean score %s, %s %s of %s"
              .formatted(
                  when,
                  Numbers.metric(bin.meanScore()),
                  Numbers.percent(bin.positiveShare()),
                  outcome,
                  Numbers.count(bin.rows(), "row", "rows")));
    }
  }
}
