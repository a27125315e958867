package io.bertline.prep.runner;

import java.io.IOException;
import java.time.Duration;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;

/** A pipeline on Beam's direct runner. */
final class DirectJob implements RunningJob {
  /** With the time to start, less than a signal leaves the process to end in. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(20);

  private final PipelineResult result;
  private final ThreadGroup workers;

  /**
   * @param workers the runner's threads, and no others
   */
  DirectJob(PipelineResult result, ThreadGroup workers) {
    this.result = result;
    this.workers = workers;
  }

  @Override
  public boolean await(Duration time) throws InterruptedException {
    PipelineResult.State state;
    try {
      state = result.waitUntilFinish(org.joda.time.Duration.millis(time.toMillis()));
    } catch (RuntimeException e) {
      stopWorkers();
      throw e;
    }
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
    stopWorkers();
  }

  /**
   * Waits for the runner's threads. Beam does not: after the first failure the others go on, and
   * what they wrote once the attempt is cleared away would stay for good.
   */
  private void stopWorkers() {
    long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
    try {
      while (workers.activeCount() > 0 && System.nanoTime() < deadline) {
        workers.interrupt();
        Thread.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
