package io.bertline.report;

import java.util.Locale;

/** Bars in the cells of a table, drawn by the style sheet. */
public final class Bars {
  private Bars() {}

  /** Returns a bar of this share of the cell, 0 to 1. */
  public static Element bar(double share) {
    return Element.of("span")
        .style("bar")
        .set("style", "--v:" + length(share))
        .add(Element.of("i"));
  }

  /** Returns a bar with an upright line to compare with. */
  public static Element compared(double share, double comparison) {
    return bar(share).add(Element.of("u").set("style", "--v:" + length(comparison)));
  }

  /**
   * Returns a bar with its interval and an upright line to compare with.
   *
   * @param weak whether the whole interval is below the comparison
   */
  public static Element interval(
      double value, double low, double high, double comparison, boolean weak) {
    return Element.of("span")
        .style(weak ? "bar interval low" : "bar interval")
        .set("style", "--v:%s;--lo:%s;--hi:%s".formatted(length(value), length(low), length(high)))
        .add(
            Element.of("i"),
            Element.of("b"),
            Element.of("u").set("style", "--v:" + length(comparison)));
  }

  /** Returns parts of a whole side by side, the first in the first colour. */
  public static Element stack(long first, long second) {
    return Element.of("span")
        .style("stack")
        .add(
            Element.of("i").set("style", "--v:" + first),
            Element.of("i").style("s2").set("style", "--v:" + second));
  }

  private static String length(double share) {
    double percent = Math.max(0, Math.min(100, share * 100));
    return String.format(Locale.ROOT, "%.1f%%", percent);
  }
}
