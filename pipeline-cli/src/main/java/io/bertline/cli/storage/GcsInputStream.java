package io.bertline.cli.storage;

import com.google.cloud.ReadChannel;
import com.google.cloud.storage.StorageException;
import io.bertline.storage.RangeInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A range of an object, read in order. */
final class GcsInputStream extends RangeInputStream {
  private final ReadChannel channel;
  private final String uri;

  GcsInputStream(ReadChannel channel, String uri, long start, long end) {
    super(uri, start, end);
    this.channel = channel;
    this.uri = uri;
  }

  @Override
  protected int fill(ByteBuffer buffer, long position) throws IOException {
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
