package io.bertline.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A range of a blob; a blob that ends before the range does is an error, not an early end. */
public abstract class RangeInputStream extends InputStream {
  private final String uri;
  private final long end;
  private long position;

  /**
   * @param uri named in errors
   * @param start first byte
   * @param end byte after the last one
   */
  protected RangeInputStream(String uri, long start, long end) {
    this.uri = uri;
    this.position = start;
    this.end = end;
  }

  /**
   * Reads bytes into a buffer that has room.
   *
   * @param position where in the blob the bytes are; a source that is read in order needs not look
   * @return how many, at least 1 from a source that may pause; -1 at the end of the blob
   */
  protected abstract int fill(ByteBuffer buffer, long position) throws IOException;

  /** Returns how many bytes of the range are left. */
  protected final long remaining() {
    return end - position;
  }

  /** Goes on at a later byte of the range. */
  protected final void advance(long count) {
    position += count;
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int wanted = (int) Math.min(length, end - position);
    int count = fill(ByteBuffer.wrap(bytes, offset, wanted), position);
    if (count < 0) {
      throw new EOFException(uri + ": ends at byte " + position + ", expected " + end);
    }
    position += count;
    return count;
  }
}
