package io.bertline.prep.input;

import io.bertline.table.RecordRange;
import java.io.Serializable;
import java.util.List;

/**
 * Whole records of a table.
 *
 * @param index number of the range, in the order of the inputs
 * @param table ordinal of the table
 * @param records where they are in the table
 */
public record SourceRange(int index, int table, RecordRange records) implements Serializable {
  /** Returns how many records the ranges have together. */
  public static long records(List<SourceRange> ranges) {
    return ranges.stream().mapToLong(range -> range.records().records()).sum();
  }
}
