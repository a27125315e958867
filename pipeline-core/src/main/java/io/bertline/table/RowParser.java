package io.bertline.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a byte range of a table: UTF-8, any line end, a record of at most 1 MiB. A row
 * that is not well-formed is delivered with its error; reading goes on behind it. Not safe for
 * several threads.
 */
public final class RowParser {
  /** How much of a line that is too long is kept. */
  private static final int KEPT_OF_TOO_LONG = 1000;

  private final TableHeader header;
  private final byte[] bytes;
  private final RecordRange range;
  private final RecordReader reader;
  private int position;
  private long number;

  /**
   * @param header the columns
   * @param bytes as many as {@link RecordRange#bytesToRead} asks for
   * @param range where those bytes are in the table
   */
  public RowParser(TableHeader header, byte[] bytes, RecordRange range) {
    this.header = header;
    this.bytes = bytes;
    this.range = range;
    this.reader = header.format().reader(header);
    this.number = range.firstRow();
  }

  /** Returns the next row, or null behind the last. */
  public @Nullable TableRow next() {
    while (position < bytes.length) {
      int start = position;
      position = recordEnd(start);
      long row = number++;
      int contentEnd = CsvFormat.withoutLineEnd(bytes, start, position);
      if (range.tooLong()) {
        return new TableRow(row, range.start(), KEPT_OF_TOO_LONG, List.of(), tooLong());
      }
      if (contentEnd > start) {
        return row(row, start, contentEnd);
      }
    }
    return null;
  }

  /** Returns the bytes of a row of this range, line end included; of one too long the first. */
  public byte[] raw(TableRow row) {
    int start = Math.toIntExact(row.offset() - range.start());
    int end = start + row.length();
    // Not in the middle of a character.
    while (range.tooLong() && end > start && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOfRange(bytes, start, end);
  }

  private int recordEnd(int start) {
    int end = header.format().recordEnd(bytes, start, bytes.length, true);
    return end == CsvFormat.TOO_LONG ? bytes.length : end;
  }

  private RowError tooLong() {
    return new RowError("line too long", "", range.start(), "is a line of more than 1 MiB");
  }

  private TableRow row(long row, int start, int end) {
    List<String> values = new ArrayList<>(header.columns().size());
    RowError error = error(reader.read(bytes, start, end, values), values.size(), start);
    return new TableRow(
        row, range.start() + start, position - start, error == null ? values : List.of(), error);
  }

  private @Nullable RowError error(RecordReader.@Nullable Fault fault, int count, int start) {
    List<String> columns = header.columns();
    if (fault != null) {
      return error(fault);
    }
    if (count != columns.size()) {
      return new RowError(
          "wrong number of columns",
          "",
          range.start() + start,
          "has " + count + " columns, the header has " + columns.size());
    }
    return null;
  }

  private RowError error(RecordReader.Fault fault) {
    long at = range.start() + fault.at();
    if (fault.column() == RecordReader.Fault.WHOLE) {
      return new RowError(fault.reason(), "", at, fault.what());
    }
    List<String> columns = header.columns();
    String name = fault.column() < columns.size() ? columns.get(fault.column()) : "";
    String column = name.isEmpty() ? "column " + (fault.column() + 1) : "column '" + name + "'";
    return new RowError(fault.reason(), name, at, column + " " + fault.what());
  }
}
