package io.bertline.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a record into its values and decodes them. Not safe for several threads. */
interface RecordReader {
  /**
   * Reads the values of a record, one a column.
   *
   * @param from first byte of the record
   * @param to end of the record without its line end
   * @param values receives the values
   * @return the first fault, at which reading stops; null if there is none
   */
  @Nullable Fault read(byte[] bytes, int from, int to, List<String> values);

  /**
   * What is wrong with a record.
   *
   * @param reason category
   * @param column index of the value; {@link #WHOLE} for the record as a whole
   * @param at index of the byte where the fault is
   * @param what the end of a sentence that begins with the column, or with the row
   */
  record Fault(String reason, int column, int at, String what) {
    static final int WHOLE = -1;
  }
}
