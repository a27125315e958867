package io.bertline.eval.report;

import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.Measured;
import io.bertline.report.Numbers;
import io.bertline.report.ReportPage;
import java.util.Objects;

/** The headline numbers by name. */
final class Headline {
  private Headline() {}

  static Measured of(EvaluationMetrics metrics, String name) {
    return Objects.requireNonNull(metrics.headline().get(name), name);
  }

  /** Adds one of them with its interval to the facts of a page. */
  static void addFact(ReportPage page, EvaluationMetrics metrics, String title, String name) {
    Measured measured = of(metrics, name);
    page.fact(
        title, Numbers.metric(measured.value()), Numbers.interval(measured.low(), measured.high()));
  }

  /** Adds the calibration error, after and before, to the facts of a page. */
  static void addCalibration(ReportPage page, EvaluationMetrics metrics) {
    page.fact(
        "Calibration error",
        Numbers.metric(metrics.calibrated().expectedError()),
        Numbers.metric(metrics.uncalibrated().expectedError()) + " before calibration");
  }
}
