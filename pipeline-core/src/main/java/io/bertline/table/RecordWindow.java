package io.bertline.table;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The part of a table that is in memory: whole records are passed one by one, then it moves on. */
final class RecordWindow {
  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[4 * CsvFormat.MAX_RECORD_BYTES];
  private long base;
  private int position;
  private int filled;
  private boolean last;
  private long row = TableHeader.FIRST_DATA_ROW;

  /**
   * @param name how messages call the table
   * @param in the bytes behind the header
   * @param header where those begin
   */
  RecordWindow(String name, InputStream in, TableHeader header) {
    this.name = name;
    this.in = in;
    this.base = header.dataOffset();
  }

  /** Returns where in the table the next record begins. */
  long offset() {
    return base + position;
  }

  /** Returns the number of the next row. */
  long row() {
    return row;
  }

  /** Returns whether every record of the table was passed. */
  boolean exhausted() {
    return last && position == filled;
  }

  /**
   * Passes the next record.
   *
   * @return false if the window holds no further whole record
   * @throws BertlineException {@code BAD_INPUT} for a line that is longer than a record may be
   */
  boolean pass() {
    int end = CsvFormat.recordEnd(buffer, position, filled, last);
    if (end == CsvFormat.TOO_LONG) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "%s: row %d (byte %d): line is longer than 1 MiB; is this a table in CSV?"
              .formatted(name, row, offset()));
    }
    if (end == CsvFormat.INCOMPLETE || end == position) {
      return false;
    }
    position = end;
    row++;
    return true;
  }

  /** Returns the bytes of the records passed since the window moved last. */
  byte[] passed() {
    return Arrays.copyOf(buffer, position);
  }

  /** Moves on behind the records passed. */
  void move() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, filled - position);
    base += position;
    filled -= position;
    position = 0;
    filled += in.readNBytes(buffer, filled, buffer.length - filled);
    last = filled < buffer.length;
  }
}
