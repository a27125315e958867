package io.bertline.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads records whose fields are divided by a character. */
final class DelimitedReader implements RecordReader {
  /** A replacement character in a decoded value is where malformed UTF-8 may have been. */
  private static final char REPLACEMENT = '\uFFFD';

  private final CharsetDecoder strict =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final byte delimiter;
  private final boolean quotes;

  /**
   * @param quotes whether a field may be quoted
   */
  DelimitedReader(byte delimiter, boolean quotes) {
    this.delimiter = delimiter;
    this.quotes = quotes;
  }

  @Override
  public @Nullable Fault read(byte[] bytes, int from, int to, List<String> values) {
    int field = from;
    Fault fault = null;
    while (fault == null && field <= to) {
      int column = values.size();
      boolean quoted = quotes && field < to && bytes[field] == CsvFormat.QUOTE;
      int close = quoted ? CsvFormat.closingQuote(bytes, field, to) : field;
      int end = close;
      while (end < to && bytes[end] != delimiter) {
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
    if (value.indexOf('\0') >= 0) {
      int at = from;
      while (bytes[at] != 0) {
        at++;
      }
      return new Fault("NUL byte", values.size(), at, "has a NUL byte");
    }
    values.add(quoted && value.indexOf('"') >= 0 ? value.replace("\"\"", "\"") : value);
    return null;
  }
}
