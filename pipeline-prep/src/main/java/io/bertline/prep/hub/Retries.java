package io.bertline.prep.hub;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tries again what failed for a reason that may pass: after 1, 2, 4 and 8 seconds. */
final class Retries {
  private static final int TRIES = 5;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Pauses pauses;

  Retries(Pauses pauses) {
    this.pauses = pauses;
  }

  /** What is tried. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws IOException, InterruptedException;
  }

  /** An answer that asks to come again. */
  static final class ComeAgainException extends IOException {
    private static final long serialVersionUID = 1L;
    private final Duration after;

    /**
     * @param after how long the server wants us to wait; zero if it does not say
     */
    ComeAgainException(int status, Duration after) {
      super("the answer was " + status);
      this.after = after;
    }
  }

  /**
   * Runs an attempt until it succeeds.
   *
   * @param what how the message names it
   * @param progress grows with every success in part, after which the count of tries starts again
   * @throws BertlineException {@code TEMPORARY} after the last try, or the kind of a failure that
   *     does not pass
   */
  <T> T run(String what, LongSupplier progress, Attempt<T> attempt) {
    int failures = 0;
    long reached = progress.getAsLong();
    while (true) {
      try {
        return attempt.run();
      } catch (IOException e) {
        FailureKind kind = JdkFailures.kind(e).orElse(FailureKind.TEMPORARY);
        failures = progress.getAsLong() > reached ? 1 : failures + 1;
        reached = progress.getAsLong();
        if (kind != FailureKind.TEMPORARY || failures == TRIES) {
          throw new BertlineException(
              kind,
              what + ": failed %d times, last: %s; try again later".formatted(failures, e),
              e);
        }
        pause(what, wait(failures, e));
      } catch (InterruptedException e) {
        throw interrupted(what, e);
      }
    }
  }

  private static Duration wait(int failures, IOException failure) {
    Duration backoff = Duration.ofSeconds(1L << (failures - 1));
    if (failure instanceof ComeAgainException again && again.after.compareTo(backoff) > 0) {
      return again.after.compareTo(LONGEST) < 0 ? again.after : LONGEST;
    }
    return backoff;
  }

  private void pause(String what, Duration duration) {
    try {
      pauses.pause(duration);
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  private static BertlineException interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new BertlineException(FailureKind.TEMPORARY, what + ": was interrupted", cause);
  }
}
