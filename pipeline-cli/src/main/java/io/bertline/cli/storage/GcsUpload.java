package io.bertline.cli.storage;

import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import io.bertline.storage.MeasuredOutputStream;
import io.bertline.storage.StoredBlob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one blob: in a single request if it is small, else in chunks of a resumable upload. The
 * blob appears with {@link #finish}; an upload that is not finished leaves nothing.
 */
final class GcsUpload extends OutputStream {
  /** A multiple of 256 KiB, as the service asks; each writer holds one or two of them. */
  private static final int CHUNK_BYTES = 4 << 20;

  private final Storage storage;
  private final BlobInfo target;
  private final String name;
  private final ByteArrayOutputStream small = new ByteArrayOutputStream();
  private final MeasuredOutputStream measured = new MeasuredOutputStream(nullOutputStream());
  private @Nullable WriteChannel large;

  /**
   * @param name what the blob is called below its root
   */
  GcsUpload(Storage storage, BlobInfo target, String name) {
    this.storage = storage;
    this.target = target;
    this.name = name;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    measured.write(bytes, offset, length);
    if (large == null && small.size() + length <= CHUNK_BYTES) {
      small.write(bytes, offset, length);
      return;
    }
    if (large == null) {
      large = storage.writer(target);
      large.setChunkSize(CHUNK_BYTES);
      writeFully(large, ByteBuffer.wrap(small.toByteArray()));
      small.reset();
    }
    writeFully(large, ByteBuffer.wrap(bytes, offset, length));
  }

  /** Makes the blob appear and checks that the store has the bytes that were sent. */
  StoredBlob finish() throws IOException {
    StoredBlob sent = measured.stored(name);
    Blob stored;
    if (large == null) {
      stored = storage.create(target, small.toByteArray());
    } else {
      large.close();
      stored =
          storage.get(target.getBlobId(), BlobGetOption.fields(BlobField.SIZE, BlobField.CRC32C));
    }
    if (stored == null
        || stored.getSize() != sent.size()
        || Crc32cText.parse(stored.getCrc32c()) != sent.crc32c()) {
      throw new IOException("the store has other bytes than were sent");
    }
    return sent;
  }

  private static void writeFully(WriteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
