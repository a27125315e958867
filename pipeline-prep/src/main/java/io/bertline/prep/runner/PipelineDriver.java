package io.bertline.prep.runner;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricResults;

/**
 * Runs a pipeline and waits for its end. An interrupt of the waiting thread cancels the job. It is
 * started in a thread of its own, because an interrupt while Flink starts leaves Flink in pieces.
 */
public final class PipelineDriver {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(3);

  private final RunnerSettings settings;

  public PipelineDriver(RunnerSettings settings) {
    this.settings = settings;
  }

  /** Returns an empty pipeline for this runner. */
  public Pipeline create() throws IOException {
    return Pipeline.create(settings.runner().options(settings));
  }

  /**
   * Runs the pipeline.
   *
   * @param watcher sees the counters from time to time
   * @throws InterruptedIOException if this thread was interrupted; the job is cancelled then
   */
  public void run(Pipeline pipeline, Consumer<MetricResults> watcher) throws IOException {
    ExecutorService starter =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(new ThreadGroup("pipeline"), work, "pipeline-start");
              thread.setDaemon(true);
              return thread;
            });
    Callable<RunningJob> start = () -> settings.runner().start(pipeline);
    Future<RunningJob> starting = starter.submit(start);
    starter.shutdown();
    try {
      RunningJob job = starting.get();
      while (!job.await(POLL)) {
        MetricResults metrics = job.metrics();
        if (metrics != null) {
          watcher.accept(metrics);
        }
      }
    } catch (InterruptedException e) {
      cancel(starting);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the pipeline was cancelled");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the pipeline did not start", e.getCause());
    }
  }

  private static void cancel(Future<RunningJob> starting) {
    try {
      starting.get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).cancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | IOException e) {
      // The process ends, and with it what is left of the job; on a cluster its timeouts end it.
    }
  }
}
