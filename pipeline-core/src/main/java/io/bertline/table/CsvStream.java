package io.bertline.table;

import io.bertline.failure.BertlineException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table in CSV once, from its first byte to its last, in bounded memory. For streams that
 * cannot be read twice; {@link RecordScanner} and {@link RowParser} share a file among several
 * readers. Not safe for several threads.
 */
public final class CsvStream {
  private final TableHeader header;
  private final RecordWindow window;
  private @Nullable RowParser parser;

  /**
   * Reads the header.
   *
   * @param name how messages call the table
   * @param in the table from its first byte; not closed
   * @throws BertlineException {@code BAD_INPUT} if the table is empty or has no header
   */
  public CsvStream(String name, InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, CsvFormat.MAX_RECORD_BYTES);
    buffered.mark(CsvFormat.MAX_RECORD_BYTES);
    this.header = TableHeader.read(name, TableFormat.CSV, buffered);
    buffered.reset();
    buffered.skipNBytes(header.dataOffset());
    this.window = new RecordWindow(buffered, header);
  }

  /** Returns the columns. */
  public TableHeader header() {
    return header;
  }

  /** Returns the next row, well-formed or not, or null behind the last. */
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

  /**
   * Returns the bytes of the row that {@link #next} returned last, line end included; of one too
   * long the first.
   */
  public byte[] raw(TableRow last) {
    if (parser == null) {
      throw new IllegalStateException("no row was read");
    }
    return parser.raw(last);
  }

  /**
   * Hands the whole records that fit into the window to a parser, or a line that is too long;
   * nothing at the end.
   */
  private byte[] records() throws IOException {
    window.move();
    long start = window.offset();
    long firstRow = window.row();
    while (window.pass()) {
      // All that are there.
    }
    if (window.tooLong() && window.offset() == start) {
      byte[] beginning = window.beginning();
      window.passLine();
      return parse(beginning, new RecordRange(start, window.offset(), firstRow, 1));
    }
    int count = Math.toIntExact(window.row() - firstRow);
    return parse(window.passed(), new RecordRange(start, window.offset(), firstRow, count));
  }

  private byte[] parse(byte[] records, RecordRange range) {
    parser = new RowParser(header, records, range);
    return records;
  }
}
