package io.bertline.prep.runner;

import java.io.IOException;
import java.time.Duration;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;

/** A pipeline on Beam's direct runner. */
final class DirectJob implements RunningJob {
  private final PipelineResult result;

  DirectJob(PipelineResult result) {
    this.result = result;
  }

  @Override
  public boolean await(Duration time) throws InterruptedException {
    PipelineResult.State state =
        result.waitUntilFinish(org.joda.time.Duration.millis(time.toMillis()));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return state != null && state.isTerminal();
  }

  @Override
  public MetricResults metrics() {
    return result.metrics();
  }

  @Override
  public void cancel() throws IOException {
    result.cancel();
  }
}
