package io.bertline.table;

/**
 * Comma-separated values as RFC 4180 describes them, in UTF-8.
 *
 * <pre>
 * file   = [BOM] header record*
 * record = field ("," field)* (LF | CRLF | end of file)
 * field  = text without comma and LF | '"' any text, '""' for '"' '"'
 * </pre>
 *
 * A quote opens a field only as its first byte: in {@code 5" nails,0} it is text. A CR is text
 * unless it precedes the LF that ends a record. Lines without any byte are no records.
 *
 * <p>A record has at most {@link #MAX_RECORD_BYTES}. One that does not end by then, because its
 * quote is never closed, is malformed and consists of its first line; reading goes on with the
 * next. So one stray quote costs one row, not the rest of the file. A line without an end by then
 * is malformed up to its end.
 */
final class CsvFormat {
  static final byte COMMA = ',';
  static final byte TAB = '\t';
  static final byte QUOTE = '"';
  static final byte LF = '\n';
  static final byte CR = '\r';

  /** Longest record in bytes, its line end included. */
  static final int MAX_RECORD_BYTES = 1 << 20;

  /** The record may go on behind the bytes that are there. */
  static final int INCOMPLETE = -1;

  /** The first line alone is longer than a record may be. */
  static final int TOO_LONG = -2;

  private CsvFormat() {}

  /**
   * Finds the end of a record.
   *
   * @param from first byte of the record
   * @param to end of the bytes that are there
   * @param last whether these are the last bytes of the table
   * @return index behind the record and its line end, or {@link #INCOMPLETE} or {@link #TOO_LONG}
   */
  static int recordEnd(byte[] bytes, int from, int to, boolean last) {
    boolean limited = to - from > MAX_RECORD_BYTES;
    int limit = limited ? from + MAX_RECORD_BYTES : to;
    int position = from;
    while (position < limit) {
      if (bytes[position] == QUOTE) {
        position = closingQuote(bytes, position, limit);
        if (position == limit) {
          return limited || last ? lineEnd(bytes, from, to, last) : INCOMPLETE;
        }
      }
      while (position < limit && bytes[position] != COMMA && bytes[position] != LF) {
        position++;
      }
      if (position < limit && bytes[position++] == LF) {
        return position;
      }
    }
    if (limited) {
      return lineEnd(bytes, from, to, last);
    }
    return last ? to : INCOMPLETE;
  }

  /**
   * Finds the quote that closes a field.
   *
   * @param open index of the quote that opens it
   * @return index of the closing quote, or {@code to} if there is none
   */
  static int closingQuote(byte[] bytes, int open, int to) {
    int position = open + 1;
    while (position < to) {
      if (bytes[position] != QUOTE) {
        position++;
      } else if (position + 1 < to && bytes[position + 1] == QUOTE) {
        position += 2;
      } else {
        return position;
      }
    }
    return to;
  }

  /** Returns the end of a record without the LF or CRLF that ends it, if any. */
  static int withoutLineEnd(byte[] bytes, int from, int to) {
    int end = to > from && bytes[to - 1] == LF ? to - 1 : to;
    return end > from && bytes[end - 1] == CR ? end - 1 : end;
  }

  /** Finds the end of a line, as {@link #recordEnd} finds that of a record. */
  static int lineEnd(byte[] bytes, int from, int to, boolean last) {
    boolean limited = to - from > MAX_RECORD_BYTES;
    int limit = limited ? from + MAX_RECORD_BYTES : to;
    for (int position = from; position < limit; position++) {
      if (bytes[position] == LF) {
        return position + 1;
      }
    }
    return limited ? TOO_LONG : last ? to : INCOMPLETE;
  }
}
