package io.bertline.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Some bytes of a file; a file that ends before they do is an error, not an early end. */
final class FileRangeInputStream extends InputStream {
  private final FileChannel channel;
  private final String uri;
  private long position;
  private final long end;

  /**
   * @param channel the file, closed with this stream
   * @param uri named in errors
   * @param start first byte
   * @param end byte after the last one
   */
  FileRangeInputStream(FileChannel channel, String uri, long start, long end) {
    this.channel = channel;
    this.uri = uri;
    this.position = start;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int wanted = (int) Math.min(length, end - position);
    int count = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
    if (count < 0) {
      throw new EOFException(uri + ": ends at byte " + position + ", expected " + end);
    }
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - position);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
