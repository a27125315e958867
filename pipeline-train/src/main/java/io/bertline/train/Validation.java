package io.bertline.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The model as it is on the validation split after some steps.
 *
 * @param epoch the epoch the last step belongs to, 1 for the first
 * @param step optimiser steps taken so far
 * @param trainingLoss mean loss over the steps since the validation before
 * @param metrics validation metrics by name, see {@link ValidationMetrics}
 */
record Validation(int epoch, long step, double trainingLoss, Map<String, Double> metrics) {
  Validation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** Returns a validation metric. */
  double metric(BestMetric metric) {
    Double value = metrics.get(metric.field());
    if (value == null) {
      throw new IllegalArgumentException(metric.field() + " was not measured");
    }
    return value;
  }
}
