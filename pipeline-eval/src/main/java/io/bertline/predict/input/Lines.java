package io.bertline.predict.input;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into lines that end with LF or CRLF, in bounded memory. A byte order mark is left
 * out.
 */
final class Lines {
  /** Longest line in bytes. */
  static final int MAX_LINE_BYTES = 16 << 20;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String name;
  private final InputStream in;
  private long number;
  private long offset;

  Lines(String name, InputStream in) {
    this.name = name;
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
  }

  /**
   * A line.
   *
   * @param number from 1
   * @param offset its first byte
   * @param bytes its content without the line end
   */
  record Line(long number, long offset, byte[] bytes) {}

  /**
   * Returns the next line, or null behind the last.
   *
   * @throws BertlineException {@code BAD_INPUT} if it is longer than 16 MiB, or the stream begins
   *     as UTF-16 does
   */
  @Nullable Line next() throws IOException {
    if (offset == 0) {
      skipByteOrderMark();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long start = offset;
    int read = in.read();
    if (read < 0) {
      return null;
    }
    number++;
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (line.size() == MAX_LINE_BYTES) {
        throw new BertlineException(
            FailureKind.BAD_INPUT,
            "%s: row %d (byte %d): line is longer than 16 MiB; is this text?"
                .formatted(name, number, start));
      }
      line.write(read);
      offset++;
    }
    offset += read < 0 ? 0 : 1;
    return new Line(number, start, withoutCarriageReturn(line.toByteArray()));
  }

  private void skipByteOrderMark() throws IOException {
    in.mark(UTF_8_MARK.length);
    byte[] first = in.readNBytes(UTF_8_MARK.length);
    if (Arrays.equals(first, UTF_8_MARK)) {
      offset = first.length;
      return;
    }
    in.reset();
    int mark = first.length < 2 ? 0 : (first[0] & 0xFF) << 8 | (first[1] & 0xFF);
    if (mark == 0xFEFF || mark == 0xFFFE) {
      throw new BertlineException(FailureKind.BAD_INPUT, name + ": is UTF-16; save it as UTF-8");
    }
  }

  private static byte[] withoutCarriageReturn(byte[] line) {
    boolean ends = line.length > 0 && line[line.length - 1] == '\r';
    return ends ? Arrays.copyOf(line, line.length - 1) : line;
  }
}
