package io.bertline.table;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of a table.
 *
 * @param columns their names in order, without blanks around them; a column may have no name, but
 *     no two share one
 * @param dataOffset first byte behind the header
 */
public record TableHeader(List<String> columns, long dataOffset) implements Serializable {
  /** Number of the row behind the header. */
  static final long FIRST_DATA_ROW = 2;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  public TableHeader {
    columns = List.copyOf(columns);
  }

  /** Returns the names there are, for a message. */
  public String describe() {
    return String.join(
        ", ", columns.stream().map(name -> name.isEmpty() ? "(unnamed)" : name).toList());
  }

  /**
   * Reads the header of a table.
   *
   * @param name how messages call the table
   * @param in the table from its first byte; more than the header is read
   * @throws BertlineException {@code BAD_INPUT} if the table is empty or does not begin with a
   *     header
   */
  public static TableHeader read(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(CsvFormat.MAX_RECORD_BYTES);
    if (bytes.length == 0) {
      throw bad(name, "is empty; expected a header line and rows");
    }
    if (utf16(bytes)) {
      throw bad(name, "is UTF-16; save it as UTF-8");
    }
    int start = byteOrderMark(bytes) ? BYTE_ORDER_MARK.length : 0;
    int end =
        CsvFormat.recordEnd(bytes, start, bytes.length, bytes.length < CsvFormat.MAX_RECORD_BYTES);
    if (end < 0) {
      throw bad(name, "has no line end in its first 1 MiB; is this a table in CSV?");
    }
    int contentEnd = CsvFormat.withoutLineEnd(bytes, start, end);
    if (contentEnd == start) {
      throw bad(name, "begins with an empty line; expected a header line and rows");
    }
    return new TableHeader(names(name, bytes, start, contentEnd), end);
  }

  private static boolean byteOrderMark(byte[] bytes) {
    return bytes.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(
            bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  private static boolean utf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
  }

  private static List<String> names(String name, byte[] bytes, int from, int to) {
    List<String> names = new ArrayList<>();
    FieldReader.Fault fault = new FieldReader().read(bytes, from, to, names);
    if (fault != null) {
      throw bad(
          name,
          "header (byte " + fault.at() + "): column " + (fault.column() + 1) + " " + fault.what());
    }
    names.replaceAll(String::strip);
    Set<String> seen = new HashSet<>();
    for (String column : names) {
      if (column.indexOf(CsvFormat.CR) >= 0) {
        throw bad(name, "has lines that end with CR alone; convert them to LF");
      }
      if (!column.isEmpty() && !seen.add(column)) {
        throw bad(name, "header has two columns named '" + column + "'; rename one");
      }
    }
    return names;
  }

  private static BertlineException bad(String name, String what) {
    return new BertlineException(FailureKind.BAD_INPUT, name + ": " + what);
  }
}
