package io.bertline.eval.measure;

import io.bertline.metrics.Interval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A measure of the rows at hand and its 95 % bootstrap interval.
 *
 * @param value the measure
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Measured(double value, double low, double high) {
  /** Takes each measure of a sample and puts the interval of the same name around it. */
  static <T> Map<String, Measured> all(
      T sample, Map<String, ToDoubleFunction<T>> measures, Map<String, Interval> intervals) {
    Map<String, Measured> measured = new LinkedHashMap<>();
    measures.forEach(
        (name, measure) -> {
          Interval interval = Objects.requireNonNull(intervals.get(name), name);
          measured.put(
              name, new Measured(measure.applyAsDouble(sample), interval.low(), interval.high()));
        });
    return Collections.unmodifiableMap(measured);
  }
}
