package io.bertline.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in order when it gets SIGINT or SIGTERM. The first signal interrupts the
 * thread that works, or leaves it to a step that stops by itself; what was begun is cleaned up on
 * the way out. If that takes longer than the grace time, or at the second signal, the last resort
 * runs and the process is ended.
 */
final class Termination implements AutoCloseable {
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);
  private static final Duration LAST_RESORT = Duration.ofSeconds(5);
  private static final int EXIT_BASE = 128;
  private static final Map<String, Integer> SIGNALS = Map.of("INT", 2, "TERM", 15);

  private final Thread worker;
  private final Runnable lastResort;
  private final PrintStream err;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final List<Runnable> restore = new ArrayList<>();
  private volatile Duration grace = DEFAULT_GRACE;
  private volatile boolean interrupts = true;
  private volatile int signal;
  private volatile long signalledAt;

  private Termination(Thread worker, Runnable lastResort, PrintStream err) {
    this.worker = worker;
    this.lastResort = lastResort;
    this.err = err;
  }

  /**
   * Starts to listen.
   *
   * @param worker the thread that works
   * @param lastResort cleans up in its place
   */
  static Termination of(Thread worker, Runnable lastResort, PrintStream err) {
    Termination termination = new Termination(worker, lastResort, err);
    SIGNALS.forEach(
        (name, number) ->
            termination.restore.add(Signals.handle(name, () -> termination.receive(name, number))));
    return termination;
  }

  /** Returns whether a signal came. */
  boolean requested() {
    return signal != 0;
  }

  /** Returns 130 or 143, the exit code of a process that was asked to end. */
  int exitCode() {
    return EXIT_BASE + signal;
  }

  /** From now on the step itself ends within this time after {@link #requested}. */
  void leaveToStep(Duration grace) {
    this.grace = grace;
    interrupts = false;
  }

  /** Returns the time from now to the halt, at least 0; the whole grace time before a signal. */
  Duration timeLeft() {
    if (!requested()) {
      return grace;
    }
    Duration left = grace.minusNanos(System.nanoTime() - signalledAt);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void receive(String name, int number) {
    if (requested()) {
      halt();
      return;
    }
    signalledAt = System.nanoTime();
    signal = number;
    err.println("SIG" + name + ": stopping; once more stops at once");
    if (interrupts) {
      worker.interrupt();
    }
    startDaemon(this::haltAfterGrace);
  }

  private void haltAfterGrace() {
    try {
      if (!finished.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        halt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void halt() {
    try {
      startDaemon(lastResort).join(LAST_RESORT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    HardExit.now(exitCode());
  }

  private static Thread startDaemon(Runnable work) {
    Thread thread = new Thread(work, "termination");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() {
    finished.countDown();
    restore.forEach(Runnable::run);
  }
}
