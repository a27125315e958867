package io.bertline.cli;

import java.util.Locale;

/** Durations for people. */
final class Durations {
  private Durations() {}

  /** Returns for example {@code 4.2 s}, {@code 3 min 05 s} or {@code 2 h 07 min}. */
  static String text(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
