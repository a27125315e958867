package io.bertline.report;

/** Numbers of a drawing. */
final class Coordinate {
  private Coordinate() {}

  /**
   * Rounds to a tenth of a pixel. Whole arithmetic: {@code String.format} is fifty times slower,
   * and a page has thousands of coordinates.
   */
  static String text(double value) {
    long tenths = Math.round(value * 10);
    long rest = Math.abs(tenths % 10);
    String whole = (tenths < 0 && tenths > -10 ? "-" : "") + tenths / 10;
    return rest == 0 ? whole : whole + "." + rest;
  }
}
