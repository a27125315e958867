package io.bertline.prep.runner;

import java.io.IOException;
import java.time.Duration;
import org.apache.beam.sdk.metrics.MetricResults;
import org.jspecify.annotations.Nullable;

/** A pipeline that is being executed. */
interface RunningJob {
  /**
   * Waits for the end, but not longer than this.
   *
   * @return whether the pipeline has ended, and well
   * @throws RuntimeException if it failed; the cause is what a worker threw
   */
  boolean await(Duration time) throws InterruptedException;

  /** Returns the counters, after a restart twice as high; null if they cannot be told. */
  @Nullable MetricResults metrics();

  /** Asks the workers to stop, and returns when they were told. */
  void cancel() throws IOException;
}
