package io.bertline.table;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table in CSV once, from its first byte to its last, in bounded memory. For streams that
 * cannot be read twice; {@link RecordScanner} and {@link CsvParser} share a file among several
 * readers. Not safe for several threads.
 */
public final class CsvStream {
  private static final int BUFFER_BYTES = 4 * CsvFormat.MAX_RECORD_BYTES;

  private final String name;
  private final InputStream in;
  private final TableHeader header;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long base;
  private int position;
  private int filled;
  private boolean last;
  private long row = TableHeader.FIRST_DATA_ROW;
  private @Nullable CsvParser parser;

  /**
   * Reads the header.
   *
   * @param name how messages call the table
   * @param in the table from its first byte; not closed
   * @throws BertlineException {@code BAD_INPUT} if the table is empty or has no header
   */
  public CsvStream(String name, InputStream in) throws IOException {
    this.name = name;
    BufferedInputStream buffered = new BufferedInputStream(in, CsvFormat.MAX_RECORD_BYTES);
    buffered.mark(CsvFormat.MAX_RECORD_BYTES);
    this.header = TableHeader.read(name, buffered);
    buffered.reset();
    buffered.skipNBytes(header.dataOffset());
    this.in = buffered;
    this.base = header.dataOffset();
  }

  /** Returns the columns. */
  public TableHeader header() {
    return header;
  }

  /**
   * Returns the next row, well-formed or not, or null behind the last.
   *
   * @throws BertlineException {@code BAD_INPUT} for a line that is longer than a record may be
   */
  public @Nullable TableRow next() throws IOException {
    while (true) {
      TableRow next = parser == null ? null : parser.next();
      if (next != null) {
        return next;
      }
      byte[] records = records();
      if (records.length == 0) {
        return null;
      }
    }
  }

  /** Returns the bytes of the row that {@link #next} returned last, line end included. */
  public byte[] raw(TableRow last) {
    if (parser == null) {
      throw new IllegalStateException("no row was read");
    }
    return parser.raw(last);
  }

  /** Hands the whole records that fit into the buffer to a parser; none at the end. */
  private byte[] records() throws IOException {
    fill();
    int start = position;
    long firstRow = row;
    while (position < filled) {
      int end = CsvFormat.recordEnd(buffer, position, filled, last);
      if (end == CsvFormat.TOO_LONG) {
        throw new BertlineException(
            FailureKind.BAD_INPUT,
            "%s: row %d (byte %d): line is longer than 1 MiB; is this a table in CSV?"
                .formatted(name, row, base + position));
      }
      if (end == CsvFormat.INCOMPLETE) {
        break;
      }
      position = end;
      row++;
    }
    byte[] records = Arrays.copyOfRange(buffer, start, position);
    parser =
        new CsvParser(header, records, new RecordRange(base + start, base + position, firstRow));
    return records;
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
