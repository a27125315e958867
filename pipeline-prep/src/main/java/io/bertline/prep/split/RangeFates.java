package io.bertline.prep.split;

import java.io.Serializable;

/**
 * Where the rows of one range go, a byte each.
 *
 * @param range index of the range
 * @param codes code of the {@link Fate}, plus {@link #EXAMPLE} for a row to be shown in the report
 */
@SuppressWarnings("ArrayRecordComponent")
public record RangeFates(int range, byte[] codes) implements Serializable {
  private static final int EXAMPLE = 0x10;

  /** Returns where a row goes. */
  public Fate fate(int row) {
    return Fate.of(codes[row] & ~EXAMPLE);
  }

  /** Returns whether a row is one of those the report shows. */
  public boolean isExample(int row) {
    return (codes[row] & EXAMPLE) != 0;
  }

  void set(int row, Fate fate) {
    codes[row] = fate.code();
  }

  void markExample(int row) {
    codes[row] |= EXAMPLE;
  }
}
