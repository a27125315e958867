package io.bertline.cli.runs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run and what came of it.
 *
 * @param run name of the run
 * @param key content key of its artifact
 * @param uri where the artifact is
 * @param parameters parameters of the artifact, and of the classifier an evaluation measured
 * @param metrics numbers by name, in the order of the step
 */
record ComparedRun(
    String run,
    String key,
    String uri,
    Map<String, String> parameters,
    Map<String, Metric> metrics) {
  ComparedRun {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * A number.
   *
   * @param value the number
   * @param low lower end of its 95 % interval; {@code NaN} if it has none
   * @param high upper end
   */
  record Metric(double value, double low, double high) {
    static final Metric NONE = new Metric(Double.NaN, Double.NaN, Double.NaN);

    boolean hasInterval() {
      return !Double.isNaN(low);
    }
  }

  /** Returns a number; one without value if the run has none of this name. */
  Metric metric(String name) {
    return metrics.getOrDefault(name, Metric.NONE);
  }
}
