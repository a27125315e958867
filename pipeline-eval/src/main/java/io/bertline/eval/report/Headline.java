package io.bertline.eval.report;

import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.Measured;
import java.util.Objects;

/** The headline numbers by name. */
final class Headline {
  private Headline() {}

  static Measured of(EvaluationMetrics metrics, String name) {
    return Objects.requireNonNull(metrics.headline().get(name), name);
  }
}
