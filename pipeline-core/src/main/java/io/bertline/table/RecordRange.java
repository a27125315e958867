package io.bertline.table;

import java.io.Serializable;

/**
 * Bytes of an uncompressed table that hold whole records.
 *
 * @param start first byte
 * @param end byte behind the last
 * @param firstRow number of the first row, see {@link TableRow#number()}
 * @param records how many records there are; empty lines count
 */
public record RecordRange(long start, long end, long firstRow, int records)
    implements Serializable {
  /** Returns the number of bytes. */
  public long length() {
    return end - start;
  }

  /** Returns whether the range is one line that is longer than a record may be. */
  public boolean tooLong() {
    return records == 1 && length() > CsvFormat.MAX_RECORD_BYTES;
  }

  /**
   * Returns how many bytes a {@link RowParser} wants: all, but of a line too long its beginning.
   */
  public int bytesToRead() {
    return tooLong() ? CsvFormat.MAX_RECORD_BYTES : Math.toIntExact(length());
  }
}
