package io.bertline.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Prints a plain line every few seconds, for logs. */
final class LineProgress implements Progress {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final String task;
  private final String unit;
  private final long total;
  private final long start;
  private long lastLine;
  private long done;

  /** Whether there is something to tell that the last line does not. */
  private boolean changed;

  private String note = "";

  /**
   * @param total number of units; 0 or less when it is unknown
   */
  LineProgress(PrintStream out, LongSupplier nanoTime, String task, String unit, long total) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.task = task;
    this.unit = unit;
    this.total = total;
    this.start = nanoTime.getAsLong();
    this.lastLine = start;
  }

  @Override
  public synchronized void advance(long units) {
    done += units;
    changed |= units > 0;
    long now = nanoTime.getAsLong();
    if (now - lastLine >= INTERVAL_NANOS) {
      print(now);
    }
  }

  @Override
  public synchronized void note(String text) {
    changed |= !text.equals(note);
    note = text;
  }

  @Override
  public synchronized void close() {
    if (done > 0 && changed) {
      print(nanoTime.getAsLong());
    }
  }

  private void print(long now) {
    lastLine = now;
    changed = false;
    out.println(line(now));
  }

  private String line(long now) {
    double seconds = Math.max(1e-9, (now - start) / 1e9);
    double rate = done / seconds;
    StringBuilder line = new StringBuilder(task).append(": ");
    if (total > 0) {
      line.append(String.format(Locale.ROOT, "%,d of %,d %s", done, total, unit))
          .append(String.format(Locale.ROOT, " (%d %%)", 100 * done / total));
    } else {
      line.append(String.format(Locale.ROOT, "%,d %s", done, unit));
    }
    line.append(String.format(Locale.ROOT, rate < 10 ? ", %.2f/s" : ", %,.0f/s", rate));
    line.append(
        total > done && rate > 0
            ? ", " + Durations.text((total - done) / rate) + " left"
            : ", " + Durations.text(seconds));
    return note.isEmpty() ? line.toString() : line + ", " + note;
  }
}
