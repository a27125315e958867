package io.bertline.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Draws a bar on a terminal. */
final class BarProgress implements Progress {
  /** Asking for the true width needs a native library. */
  private static final int COLUMNS = 80;

  private static final int UPDATE_MILLIS = 250;

  private final ProgressBar bar;

  /**
   * @param total number of units; 0 or less when it is unknown
   */
  BarProgress(PrintStream terminal, String task, String unit, long total) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total > 0 ? total : -1)
            .setRenderer(new BarRenderer(unit))
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(terminal, COLUMNS))
            .build();
  }

  @Override
  public void advance(long units) {
    bar.stepBy(units);
  }

  @Override
  public void note(String text) {
    bar.setExtraMessage(text);
  }

  @Override
  public void close() {
    bar.close();
  }
}
