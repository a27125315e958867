package io.bertline.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a record into its fields and decodes them. Not safe for several threads. */
final class FieldReader {
  /** A replacement character in a decoded value is where malformed UTF-8 may have been. */
  private static final char REPLACEMENT = '\uFFFD';

  private final CharsetDecoder strict =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  /**
   * What is wrong with a field.
   *
   * @param reason category
   * @param column index of the field
   * @param at index of the byte where the fault is
   * @param what the end of a sentence that begins with the column
   */
  record Fault(String reason, int column, int at, String what) {}

  /**
   * Reads the fields of a record.
   *
   * @param from first byte of the record
   * @param to end of the record without its line end
   * @param values receives the fields
   * @return the first fault, at which reading stops; null if there is none
   */
  @Nullable Fault read(byte[] bytes, int from, int to, List<String> values) {
    int field = from;
    Fault fault = null;
    while (fault == null && field <= to) {
      int column = values.size();
      boolean quoted = field < to && bytes[field] == CsvFormat.QUOTE;
      int close = quoted ? CsvFormat.closingQuote(bytes, field, to) : field;
      int end = close;
      while (end < to && bytes[end] != CsvFormat.COMMA) {
        end++;
      }
      if (!quoted) {
        fault = decode(bytes, field, end, false, values);
      } else if (close == to) {
        fault = new Fault("malformed quotes", column, field, "has a quote that is never closed");
      } else if (end != close + 1) {
        fault =
            new Fault("malformed quotes", column, close + 1, "has text behind its closing quote");
      } else {
        fault = decode(bytes, field + 1, close, true, values);
      }
      field = end + 1;
    }
    return fault;
  }

  private @Nullable Fault decode(
      byte[] bytes, int from, int to, boolean quoted, List<String> values) {
    String value = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (value.indexOf(REPLACEMENT) >= 0) {
      ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
      if (strict.reset().decode(in, CharBuffer.allocate(to - from), true).isError()) {
        return new Fault(
            "not UTF-8", values.size(), in.position(), "is not UTF-8; save the table as UTF-8");
      }
    }
    values.add(quoted && value.indexOf('"') >= 0 ? value.replace("\"\"", "\"") : value);
    return null;
  }
}
