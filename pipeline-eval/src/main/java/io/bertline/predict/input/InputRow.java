package io.bertline.predict.input;

import org.jspecify.annotations.Nullable;

/** One row of the input. */
public sealed interface InputRow {

  /**
   * A row that can be labelled.
   *
   * @param id what the output calls it
   * @param text its text, possibly empty
   * @param pair its second text; null when there is none
   */
  record TextRow(String id, String text, @Nullable String pair) implements InputRow {}

  /**
   * A row that cannot be read.
   *
   * @param row number of the row, from 1; in a table the header is row 1
   * @param offset its first byte in the uncompressed input
   * @param column name of the column; empty when it is the row as a whole
   * @param reason what is wrong, as the end of a sentence that begins with the row
   * @param raw the bytes of the row
   */
  record BadRow(long row, long offset, String column, String reason, byte[] raw)
      implements InputRow {}
}
