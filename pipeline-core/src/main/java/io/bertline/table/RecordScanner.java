package io.bertline.table;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into ranges of whole records, which can then be parsed apart from each other. Reads
 * the stream once, in bounded memory. A line that is longer than a record may be is a range of its
 * own.
 */
public final class RecordScanner {
  private final RecordWindow window;
  private final long target;

  /**
   * @param in the bytes behind the header
   * @param header where those begin
   * @param target size of a range; it ends with the first record that reaches it
   */
  public RecordScanner(InputStream in, TableHeader header, long target) {
    this.window = new RecordWindow(in, header);
    this.target = target;
  }

  /** Returns the next range, or null behind the last. */
  public @Nullable RecordRange next() throws IOException {
    long start = window.offset();
    long firstRow = window.row();
    while (window.offset() - start < target) {
      if (window.pass()) {
        continue;
      }
      if (window.tooLong()) {
        if (window.offset() == start) {
          window.passLine();
        }
        break;
      }
      if (window.exhausted()) {
        break;
      }
      window.move();
    }
    long end = window.offset();
    return end == start
        ? null
        : new RecordRange(start, end, firstRow, Math.toIntExact(window.row() - firstRow));
  }
}
