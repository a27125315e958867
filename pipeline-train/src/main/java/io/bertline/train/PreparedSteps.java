package io.bertline.train;

import io.bertline.bert.Batch;
import io.bertline.bert.TokenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a run's steps in order, prepared by a thread of their own a few steps ahead, so
 * that shuffling, sorting and padding cost the step nothing.
 */
final class PreparedSteps implements AutoCloseable {
  private static final int STEPS_AHEAD = 4;

  private final TrainingPlan plan;
  private final TokenRows rows;
  private final BlockingQueue<Prepared> queue = new ArrayBlockingQueue<>(STEPS_AHEAD);
  private final Thread thread;

  /** A step, or why there is none. */
  private record Prepared(@Nullable StepBatches step, @Nullable Throwable failure) {}

  /**
   * Starts the thread.
   *
   * @param firstStep step to begin with, 0 for the first of the run
   */
  PreparedSteps(TrainingPlan plan, TokenRows rows, long firstStep) {
    this.plan = plan;
    this.rows = rows;
    this.thread = new Thread(() -> prepareFrom(firstStep), "batches");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Returns the next step; call it as often as there are steps.
   *
   * @throws CancellationException if the thread is interrupted, which it stays
   */
  StepBatches next() {
    Prepared prepared;
    try {
      prepared = queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("training was interrupted");
    }
    if (prepared.step() != null) {
      return prepared.step();
    }
    if (prepared.failure() instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) prepared.failure();
  }

  private void prepareFrom(long firstStep) {
    try {
      prepareEpochs(firstStep);
    } catch (InterruptedException e) {
      // Closed: nobody waits for a step any more.
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void prepareEpochs(long firstStep) throws InterruptedException {
    for (int epoch = plan.epoch(firstStep); epoch < plan.epochs(); epoch++) {
      List<int[]> batches = plan.batches(epoch);
      long end = plan.firstStep(epoch + 1);
      for (long step = Math.max(firstStep, plan.firstStep(epoch)); step < end; step++) {
        List<Batch> padded = new ArrayList<>();
        for (int[] batch : plan.batches(step, batches)) {
          padded.add(rows.batch(batch));
        }
        queue.put(new Prepared(new StepBatches(step, epoch, padded), null));
      }
    }
  }

  private void fail(Throwable failure) {
    try {
      queue.put(new Prepared(null, failure));
    } catch (InterruptedException e) {
      // Closed: nobody would hear of it.
    }
  }

  /** Ends the thread and waits for that. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
