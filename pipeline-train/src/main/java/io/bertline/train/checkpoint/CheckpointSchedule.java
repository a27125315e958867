package io.bertline.train.checkpoint;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says when the next checkpoint is due, so that a process that is killed at any moment loses at
 * most the interval: a checkpoint counts only when it is stored, so the next one begins earlier by
 * the time that storing took.
 */
final class CheckpointSchedule {
  /** A store that is slower than the interval must not make a training do nothing else. */
  private static final double LEAST_SHARE = 0.5;

  /** Share of the interval after which a checkpoint that failed is tried again. */
  private static final double RETRY_SHARE = 0.1;

  private final LongSupplier nanoTime;
  private final long interval;
  private long begun;
  private long due;

  /**
   * @param nanoTime a clock that only goes forward
   * @param interval zero if no checkpoint is ever due
   */
  CheckpointSchedule(LongSupplier nanoTime, Duration interval) {
    this.nanoTime = nanoTime;
    this.interval = interval.toNanos();
    this.begun = nanoTime.getAsLong();
    this.due = begun + this.interval;
  }

  /** Returns whether a checkpoint should begin now. */
  synchronized boolean due() {
    return interval > 0 && nanoTime.getAsLong() - due >= 0;
  }

  /** Call when a checkpoint begins: what is in it is what a restart begins with. */
  synchronized void begin() {
    begun = nanoTime.getAsLong();
    due = begun + interval;
  }

  /** Call when the checkpoint that was begun is stored. */
  synchronized void stored() {
    long took = nanoTime.getAsLong() - begun;
    due = begun + Math.max(interval - took, Math.round(interval * LEAST_SHARE));
  }

  /** Call when the checkpoint that was begun could not be stored. */
  synchronized void failed() {
    due = nanoTime.getAsLong() + Math.round(interval * RETRY_SHARE);
  }
}
