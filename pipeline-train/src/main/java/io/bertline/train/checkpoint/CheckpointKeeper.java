package io.bertline.train.checkpoint;

import io.bertline.artifact.CheckpointDraft;
import io.bertline.artifact.Checkpoints;
import io.bertline.cli.Failures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints and keeps the last two. The training waits while the files are written to the
 * local disk; a thread stores them while it goes on. A checkpoint that cannot be written or stored
 * costs a warning, never the run.
 */
public final class CheckpointKeeper implements AutoCloseable {
  private static final long NONE = -1;
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(1);

  private final Checkpoints checkpoints;
  private final String attempt;
  private final Path scratch;
  private final Consumer<String> say;
  private final LongSupplier nanoTime;
  private final CheckpointSchedule schedule;
  private final ExecutorService thread;
  private @Nullable CheckpointDraft draft;
  private @Nullable Future<?> storing;
  private volatile long stored = NONE;
  private volatile long storedBefore = NONE;

  /**
   * @param checkpoints where they go
   * @param attempt name of this writer
   * @param scratch directory of files on their way to a root that is not local
   * @param interval what may be lost when the process is killed; zero: no checkpoint is ever due
   * @param nanoTime a clock that only goes forward
   * @param say takes warnings, on any thread
   */
  public CheckpointKeeper(
      Checkpoints checkpoints,
      String attempt,
      Path scratch,
      Duration interval,
      LongSupplier nanoTime,
      Consumer<String> say) {
    this.checkpoints = checkpoints;
    this.attempt = attempt;
    this.scratch = scratch;
    this.say = say;
    this.nanoTime = nanoTime;
    this.schedule = new CheckpointSchedule(nanoTime, interval);
    this.thread = Executors.newSingleThreadExecutor(CheckpointKeeper::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread daemon = new Thread(work, "checkpoints");
    daemon.setDaemon(true);
    return daemon;
  }

  /** Returns where they go. */
  public Checkpoints checkpoints() {
    return checkpoints;
  }

  /** Call when the run goes on from a checkpoint: it is the last one so far. */
  public void resumedAt(long step) {
    stored = step;
    schedule.begin();
  }

  /** Returns the steps of the last checkpoint that is stored; negative if there is none. */
  public long stored() {
    return stored;
  }

  /** Returns whether it is time for a checkpoint, and none is on its way. */
  public boolean due() {
    return (storing == null || storing.isDone()) && schedule.due();
  }

  /**
   * Writes a checkpoint to the local disk, and has it stored. Call it when none is on its way.
   *
   * @param step steps taken
   * @param files writes the files into a directory
   */
  public void save(long step, Consumer<Path> files) {
    schedule.begin();
    CheckpointDraft begun = checkpoints.begin(step, attempt, scratch);
    try {
      files.accept(begun.directory());
    } catch (RuntimeException e) {
      giveUp(begun, e);
      return;
    }
    draft = begun;
    storing = thread.submit(() -> store(begun));
  }

  /**
   * Writes and stores a last checkpoint, unless that of this step is stored already.
   *
   * @param time how long it may take
   * @return whether it is stored
   */
  public boolean saveLast(long step, Consumer<Path> files, Duration time) {
    long end = nanoTime.getAsLong() + time.toNanos();
    if (await(end) && stored != step) {
      save(step, files);
      await(end);
    }
    return stored == step;
  }

  /** Waits for the checkpoint that is on its way, if there is one. */
  private boolean await(long end) {
    if (storing == null) {
      return true;
    }
    try {
      storing.get(Math.max(0, end - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a checkpoint was stored");
    }
  }

  private void store(CheckpointDraft begun) {
    try {
      if (!begun.commit()) {
        return;
      }
      storedBefore = stored;
      stored = begun.step();
      schedule.stored();
      begun.force();
      begun.release();
      if (storedBefore != NONE) {
        checkpoints.deleteBefore(storedBefore);
      }
    } catch (RuntimeException e) {
      if (stored == begun.step()) {
        warn(begun, "is stored, but not everything after it was done", e);
      } else {
        giveUp(begun, e);
      }
    }
  }

  private void giveUp(CheckpointDraft begun, RuntimeException failure) {
    schedule.failed();
    try {
      begun.discard();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    if (!thread.isShutdown()) {
      warn(begun, "could not be stored, training goes on", failure);
    }
  }

  private void warn(CheckpointDraft begun, String what, RuntimeException failure) {
    String last = stored == NONE ? "none is stored yet" : "the last one is of step " + stored;
    say.accept(
        "train: warning: the checkpoint of step %d %s (%s): %s"
            .formatted(begun.step(), what, last, Failures.line(failure)));
  }

  /** Gives up the checkpoint that is on its way. */
  @Override
  public void close() {
    thread.shutdownNow();
    if (draft == null || storing == null || storing.isDone()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      if (!thread.awaitTermination(PATIENCE_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
        draft.discard();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (RuntimeException e) {
      say.accept("train: warning: a checkpoint was left half-written: " + Failures.line(e));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
