package io.bertline.storage;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Content that writes itself. It may be asked more than once, because an upload may have to start
 * again.
 */
@FunctionalInterface
public interface BlobContent {
  /** Writes all bytes; does not close the stream. */
  void writeTo(OutputStream out) throws IOException;

  /** Returns content that consists of these bytes. */
  static BlobContent of(byte[] bytes) {
    return out -> out.write(bytes);
  }
}
