package io.bertline.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An epoch as seen after it.
 *
 * @param epoch 1 for the first epoch
 * @param step optimiser steps taken so far
 * @param trainingLoss mean loss over the steps of the epoch
 * @param metrics validation metrics by name, see {@link ValidationMetrics}
 */
record EpochResult(int epoch, long step, double trainingLoss, Map<String, Double> metrics) {
  EpochResult {
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
