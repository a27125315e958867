package io.bertline.prep.hub;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Fails to read when nothing comes for a while. The JDK's client has no limit for that: a server
 * that stops sending and keeps the connection would hold us forever.
 */
final class StallGuard extends FilterInputStream {
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "stall-guard");
            thread.setDaemon(true);
            return thread;
          });
  private final Future<?> checks;
  private volatile long lastRead = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream in, Duration limit) {
    super(in);
    long nanos = limit.toNanos();
    checks =
        watch.scheduleWithFixedDelay(
            () -> check(nanos), nanos / 4, nanos / 4, TimeUnit.NANOSECONDS);
  }

  private void check(long limit) {
    if (System.nanoTime() - lastRead > limit) {
      stalled = true;
      try {
        in.close();
      } catch (IOException e) {
        // The reader gets the news from its own call.
      }
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = super.read(buffer, offset, length);
      lastRead = System.nanoTime();
      if (!stalled) {
        return count;
      }
    } catch (IOException e) {
      if (!stalled) {
        throw e;
      }
    }
    throw new IOException("nothing came for a while");
  }

  @Override
  public void close() throws IOException {
    checks.cancel(false);
    watch.shutdown();
    super.close();
  }
}
