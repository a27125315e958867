package io.bertline.table;

import io.bertline.failure.BertlineException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into ranges of whole records, which can then be parsed apart from each other. Reads
 * the stream once, in bounded memory.
 */
public final class RecordScanner {
  private final RecordWindow window;
  private final long target;

  /**
   * @param name how messages call the table
   * @param in the bytes behind the header
   * @param header where those begin
   * @param target size of a range; it ends with the first record that reaches it
   */
  public RecordScanner(String name, InputStream in, TableHeader header, long target) {
    this.window = new RecordWindow(name, in, header);
    this.target = target;
  }

  /**
   * Returns the next range, or null behind the last.
   *
   * @throws BertlineException {@code BAD_INPUT} for a line that is longer than a record may be
   */
  public @Nullable RecordRange next() throws IOException {
    long start = window.offset();
    long firstRow = window.row();
    while (window.offset() - start < target) {
      if (!window.pass()) {
        if (window.exhausted()) {
          break;
        }
        window.move();
      }
    }
    long end = window.offset();
    return end == start ? null : new RecordRange(start, end, firstRow);
  }
}
