package io.bertline.table;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into ranges of whole records, which can then be parsed apart from each other. Reads
 * the stream once, in bounded memory.
 */
public final class RecordScanner {
  private final String name;
  private final InputStream in;
  private final long target;
  private final byte[] buffer = new byte[4 * CsvFormat.MAX_RECORD_BYTES];
  private long base;
  private int position;
  private int filled;
  private boolean last;
  private long row;

  /**
   * @param name how messages call the table
   * @param in the bytes behind the header
   * @param header where those begin
   * @param target size of a range; it ends with the first record that reaches it
   */
  public RecordScanner(String name, InputStream in, TableHeader header, long target) {
    this.name = name;
    this.in = in;
    this.target = target;
    this.base = header.dataOffset();
    this.row = TableHeader.FIRST_DATA_ROW;
  }

  /**
   * Returns the next range, or null behind the last.
   *
   * @throws BertlineException {@code BAD_INPUT} for a line that is longer than a record may be
   */
  public @Nullable RecordRange next() throws IOException {
    long start = base + position;
    long firstRow = row;
    while (base + position - start < target) {
      int end = CsvFormat.recordEnd(buffer, position, filled, last);
      if (end == CsvFormat.TOO_LONG) {
        throw new BertlineException(
            FailureKind.BAD_INPUT,
            name
                + ": row "
                + row
                + " (byte "
                + (base + position)
                + "): line is longer than 1 MiB; is this a table in CSV?");
      }
      if (end == CsvFormat.INCOMPLETE) {
        fill();
      } else if (end == position) {
        break;
      } else {
        position = end;
        row++;
      }
    }
    long end = base + position;
    return end == start ? null : new RecordRange(start, end, firstRow);
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, filled - position);
    base += position;
    filled -= position;
    position = 0;
    int read = in.readNBytes(buffer, filled, buffer.length - filled);
    filled += read;
    last = filled < buffer.length;
  }
}
