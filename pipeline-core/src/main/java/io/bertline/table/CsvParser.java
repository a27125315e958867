package io.bertline.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a byte range of a table in CSV: RFC 4180, UTF-8, any line end, a record of at
 * most 1 MiB. A row that is not well-formed is delivered with its error; reading goes on behind it.
 * Not safe for several threads.
 */
public final class CsvParser {
  private final TableHeader header;
  private final byte[] bytes;
  private final long base;
  private final FieldReader fields = new FieldReader();
  private int position;
  private long number;

  /**
   * @param header the columns
   * @param bytes whole records
   * @param range where those bytes are in the table
   */
  public CsvParser(TableHeader header, byte[] bytes, RecordRange range) {
    this.header = header;
    this.bytes = bytes;
    this.base = range.start();
    this.number = range.firstRow();
  }

  /** Returns the next row, or null behind the last. */
  public @Nullable TableRow next() {
    while (position < bytes.length) {
      int start = position;
      position = recordEnd(start);
      long row = number++;
      int contentEnd = CsvFormat.withoutLineEnd(bytes, start, position);
      if (contentEnd > start) {
        return row(row, start, contentEnd);
      }
    }
    return null;
  }

  /** Returns the bytes of a row of this range, line end included. */
  public byte[] raw(TableRow row) {
    int start = Math.toIntExact(row.offset() - base);
    return Arrays.copyOfRange(bytes, start, start + row.length());
  }

  private int recordEnd(int start) {
    int end = CsvFormat.recordEnd(bytes, start, bytes.length, true);
    return end == CsvFormat.TOO_LONG ? bytes.length : end;
  }

  private TableRow row(long row, int start, int end) {
    List<String> values = new ArrayList<>(header.columns().size());
    RowError error = error(fields.read(bytes, start, end, values), values.size(), start);
    return new TableRow(
        row, base + start, position - start, error == null ? values : List.of(), error);
  }

  private @Nullable RowError error(FieldReader.@Nullable Fault fault, int count, int start) {
    List<String> columns = header.columns();
    if (fault != null) {
      String name = fault.column() < columns.size() ? columns.get(fault.column()) : "";
      String column = name.isEmpty() ? "column " + (fault.column() + 1) : "column '" + name + "'";
      return new RowError(fault.reason(), name, base + fault.at(), column + " " + fault.what());
    }
    if (count != columns.size()) {
      return new RowError(
          "wrong number of columns",
          "",
          base + start,
          "has " + count + " columns, the header has " + columns.size());
    }
    return null;
  }
}
