package io.bertline.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The part of a table that is in memory: whole records are passed one by one, then it moves on. */
final class RecordWindow {
  private final InputStream in;
  private final TableFormat format;
  private final byte[] buffer = new byte[4 * CsvFormat.MAX_RECORD_BYTES];
  private long base;
  private int position;
  private int filled;
  private boolean last;
  private boolean tooLong;
  private long row;

  /**
   * @param in the bytes behind the header
   * @param header where those begin
   */
  RecordWindow(InputStream in, TableHeader header) {
    this.in = in;
    this.format = header.format();
    this.base = header.dataOffset();
    this.row = format.firstRow();
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

  /** Returns whether the next record was seen to be a line longer than a record may be. */
  boolean tooLong() {
    return tooLong;
  }

  /**
   * Passes the next record.
   *
   * @return false if the window holds no further whole record, or a line that is {@link #tooLong}
   */
  boolean pass() {
    int end = format.recordEnd(buffer, position, filled, last);
    tooLong = end == CsvFormat.TOO_LONG;
    if (end < 0 || end == position) {
      return false;
    }
    position = end;
    row++;
    return true;
  }

  /** Returns the first bytes of a line that is {@link #tooLong}, as many as a record may have. */
  byte[] beginning() {
    return Arrays.copyOfRange(buffer, position, position + CsvFormat.MAX_RECORD_BYTES);
  }

  /** Passes the rest of a line however long it is; the window moves with it. */
  void passLine() throws IOException {
    while (!exhausted()) {
      while (position < filled) {
        if (buffer[position++] == CsvFormat.LF) {
          row++;
          return;
        }
      }
      move();
    }
    row++;
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
