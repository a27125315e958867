package io.bertline.prep.hub;

import java.time.Duration;

/** How waiting is done. */
@FunctionalInterface
public interface Pauses {
  /** Waits by putting the thread to sleep. */
  static Pauses sleeping() {
    return duration -> Thread.sleep(duration.toMillis());
  }

  /** Waits. */
  void pause(Duration duration) throws InterruptedException;
}
