package io.bertline.prep.pipeline;

import org.apache.beam.sdk.transforms.Combine;

/** Adds up the outcomes of all parts. */
final class SumOutcomes extends Combine.BinaryCombineFn<PrepOutcome> {
  @Override
  public PrepOutcome apply(PrepOutcome left, PrepOutcome right) {
    return left.plus(right);
  }

  @Override
  public PrepOutcome identity() {
    return PrepOutcome.NOTHING;
  }
}
