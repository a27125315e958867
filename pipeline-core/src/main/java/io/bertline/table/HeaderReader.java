package io.bertline.table;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the columns in the first bytes of a table. */
final class HeaderReader {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String name;
  private final byte[] bytes;

  /**
   * @param name how messages call the table
   * @param bytes its first mebibyte, or all of it
   */
  HeaderReader(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * @param given null to tell the format
   */
  TableHeader read(@Nullable TableFormat given) {
    if (bytes.length == 0) {
      throw bad("is empty; expected a header line and rows");
    }
    if (utf16()) {
      throw bad("is UTF-16; save it as UTF-8");
    }
    int start = byteOrderMark() ? BYTE_ORDER_MARK.length : 0;
    TableFormat format = given == null ? TableFormat.of(bytes, start, bytes.length) : given;
    return switch (format) {
      case CSV -> named(format, start, "CSV");
      case TSV -> named(format, start, "TSV");
      case JSONL -> new TableHeader(format, members(start), start);
    };
  }

  private TableHeader named(TableFormat format, int start, String formatName) {
    int end = format.recordEnd(bytes, start, bytes.length, whole());
    if (end < 0) {
      throw bad("has no line end in its first 1 MiB; is this a table in " + formatName + "?");
    }
    int contentEnd = CsvFormat.withoutLineEnd(bytes, start, end);
    if (contentEnd == start) {
      throw bad("begins with an empty line; expected a header line and rows");
    }
    RecordReader reader = format.reader(new TableHeader(format, List.of(), 0));
    return new TableHeader(format, names(reader, start, contentEnd), end);
  }

  private boolean whole() {
    return bytes.length < CsvFormat.MAX_RECORD_BYTES;
  }

  private boolean byteOrderMark() {
    return bytes.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(
            bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  private boolean utf16() {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
  }

  private List<String> names(RecordReader reader, int from, int to) {
    List<String> names = new ArrayList<>();
    RecordReader.Fault fault = reader.read(bytes, from, to, names);
    if (fault != null) {
      throw bad(
          "header (byte " + fault.at() + "): column " + (fault.column() + 1) + " " + fault.what());
    }
    names.replaceAll(String::strip);
    Set<String> seen = new HashSet<>();
    for (String column : names) {
      if (column.indexOf(CsvFormat.CR) >= 0) {
        throw bad("has lines that end with CR alone; convert them to LF");
      }
      if (!column.isEmpty() && !seen.add(column)) {
        throw bad("header has two columns named '" + column + "'; rename one");
      }
    }
    return names;
  }

  /** Returns the members of the objects on the lines that are there. */
  private List<String> members(int start) {
    JsonMembers members = new JsonMembers();
    int from = start;
    while (from < bytes.length) {
      int end = CsvFormat.lineEnd(bytes, from, bytes.length, whole());
      if (end < 0) {
        break;
      }
      members.add(bytes, from, end);
      from = end;
    }
    if (members.names().isEmpty()) {
      throw bad("holds no JSON object in its first 1 MiB; expected one a line");
    }
    return members.names();
  }

  private BertlineException bad(String what) {
    return new BertlineException(FailureKind.BAD_INPUT, name + ": " + what);
  }
}
