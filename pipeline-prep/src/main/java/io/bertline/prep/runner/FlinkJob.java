package io.bertline.prep.runner;

import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/** A pipeline on Flink. */
final class FlinkJob implements RunningJob {
  /** With the time to start, less than a signal leaves the process to end in. */
  private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(2);

  private final PipelineResult result;
  private final JobClient client;
  private final CompletableFuture<JobExecutionResult> end;

  /**
   * @param result of a pipeline that was submitted with {@code attachedMode} off
   */
  FlinkJob(PipelineResult result) {
    this.result = result;
    this.client = client(result);
    this.end = client.getJobExecutionResult();
  }

  /** Beam's result tells that a job failed, but only Flink's client tells why. */
  private static JobClient client(PipelineResult result) {
    try {
      Field field = result.getClass().getDeclaredField("jobClient");
      field.setAccessible(true);
      return (JobClient) field.get(result);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another version of Beam: " + result.getClass(), e);
    }
  }

  @Override
  public boolean await(Duration time) throws InterruptedException {
    try {
      end.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the Flink job failed", e.getCause());
    }
  }

  @Override
  public @Nullable MetricResults metrics() {
    try {
      return result.metrics();
    } catch (IllegalStateException e) {
      // The job ended meanwhile, and its cluster with it.
      return null;
    }
  }

  @Override
  public void cancel() throws IOException {
    try {
      client.cancel().get(CANCEL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      end.handle((value, failure) -> true).get(CANCEL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the Flink job could not be cancelled", e);
    }
  }
}
