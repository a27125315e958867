package io.bertline.prep.split;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A row that cannot be used.
 *
 * @param input ordinal of the input file
 * @param row number of the row, the header is 1
 * @param offset byte of the uncompressed table where the fault is
 * @param message what is wrong, as the end of a sentence that begins with the row
 */
public record UnusableRow(int input, long row, long offset, String message)
    implements Comparable<UnusableRow>, Serializable {
  @Override
  public int compareTo(UnusableRow other) {
    return Comparator.comparingInt(UnusableRow::input)
        .thenComparingLong(UnusableRow::row)
        .compare(this, other);
  }
}
