package io.bertline.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * Draws {@code train 45 % [====> ] 2,345 tokens/s, 3 min 05 s left, epoch 1/3, loss 0.312}. The bar
 * takes the room that the words leave: what they say is worth more.
 */
final class BarRenderer implements ProgressBarRenderer {
  private static final int LEAST_BAR = 5;

  private final String unit;

  BarRenderer(String unit) {
    this.unit = unit;
  }

  @Override
  public String render(ProgressState progress, int columns) {
    double seconds = progress.getTotalElapsed().toMillis() / 1e3;
    return render(
        progress.getTaskName(),
        progress.getExtraMessage(),
        progress.getCurrent(),
        progress.isIndefinite() ? 0 : progress.getMax(),
        seconds,
        columns);
  }

  /**
   * Returns a line.
   *
   * @param total 0 when it is unknown
   * @param columns most characters of it
   */
  String render(String task, String note, long done, long total, double seconds, int columns) {
    double rate = seconds > 0 ? done / seconds : 0;
    StringBuilder words = new StringBuilder();
    words.append(String.format(Locale.ROOT, rate < 10 ? "%.2f" : "%,.0f", rate));
    words.append(' ').append(unit).append("/s, ");
    words.append(
        total > done && rate > 0
            ? Durations.text((total - done) / rate) + " left"
            : Durations.text(seconds));
    if (!note.isBlank()) {
      words.append(", ").append(note.strip());
    }
    String start =
        total > 0
            ? String.format(Locale.ROOT, "%s %3d %% ", task, 100 * done / total)
            : String.format(Locale.ROOT, "%s %,d %s, ", task, done, unit);
    String bar = total > 0 ? bar(done, total, columns - start.length() - words.length() - 1) : "";
    String line = start + bar + words;
    return line.length() > columns ? line.substring(0, columns) : line;
  }

  /** Returns a bar and a blank, or nothing if there is no room. */
  private static String bar(long done, long total, int room) {
    int width = room - 2;
    if (width < LEAST_BAR) {
      return "";
    }
    int filled = (int) Math.min(width, width * done / total);
    String head = filled < width ? ">" : "";
    int rest = width - filled - head.length();
    return "[" + "=".repeat(filled) + head + " ".repeat(rest) + "] ";
  }
}
