package io.bertline.cli.storage;

import com.google.cloud.ReadChannel;
import com.google.cloud.storage.StorageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A range of a blob; one that ends too early is an error, not an early end. */
final class GcsInputStream extends InputStream {
  private final ReadChannel channel;
  private final String uri;
  private final long end;
  private long position;

  GcsInputStream(ReadChannel channel, String uri, long start, long end) {
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
    int count = fill(ByteBuffer.wrap(bytes, offset, wanted));
    if (count < 0) {
      throw new EOFException(uri + ": ends at byte " + position + ", expected " + end);
    }
    position += count;
    return count;
  }

  private int fill(ByteBuffer buffer) throws IOException {
    try {
      int count = 0;
      while (count == 0) {
        count = channel.read(buffer);
      }
      return count;
    } catch (StorageException e) {
      throw new IOException(GcsFailures.of(uri, e).getMessage(), e);
    } catch (IOException e) {
      throw new IOException(GcsFailures.of(uri, e).getMessage(), e);
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
