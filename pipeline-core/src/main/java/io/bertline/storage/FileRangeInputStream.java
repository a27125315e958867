package io.bertline.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some bytes of a file. */
final class FileRangeInputStream extends RangeInputStream {
  private final FileChannel channel;

  /**
   * @param channel the file, closed with this stream
   * @param uri named in errors
   * @param start first byte
   * @param end byte after the last one
   */
  FileRangeInputStream(FileChannel channel, String uri, long start, long end) {
    super(uri, start, end);
    this.channel = channel;
  }

  @Override
  protected int fill(ByteBuffer buffer, long position) throws IOException {
    return channel.read(buffer, position);
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, remaining()));
    advance(skipped);
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, remaining());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
