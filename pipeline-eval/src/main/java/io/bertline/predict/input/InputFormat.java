package io.bertline.predict.input;

import io.bertline.failure.BertlineException;
import io.bertline.table.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** How texts are laid out in a file. */
public enum InputFormat {
  /** By the end of the file's name: {@code .jsonl}, {@code .txt}; everything else is CSV. */
  AUTO,
  /** Comma-separated values with a header. */
  CSV,
  /** A JSON object a line. */
  JSONL,
  /** A text a line. */
  TEXT;

  /**
   * Starts reading.
   *
   * @param name how messages call the input, for example its URI
   * @param in the input from its first byte, plain or compressed; not closed
   * @throws BertlineException {@code BAD_INPUT} if the input has no such columns, or is no text
   */
  InputRows open(String name, InputStream in, Columns columns) throws IOException {
    InputStream plain = uncompressed(name, in);
    return switch (this) {
      case AUTO -> byName(name).open(name, plain, columns);
      case CSV -> new CsvRows(name, plain, columns);
      case JSONL -> new JsonRows(name, plain, columns);
      case TEXT -> new LineRows(name, plain);
    };
  }

  private static InputFormat byName(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
      return JSONL;
    }
    return plain.endsWith(".txt") ? TEXT : CSV;
  }

  private static InputStream uncompressed(String name, InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(Compression.MAGIC_BYTES);
    byte[] first = buffered.readNBytes(Compression.MAGIC_BYTES);
    buffered.reset();
    return Compression.of(first).open(name, buffered);
  }
}
