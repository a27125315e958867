package io.bertline.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Counts and checksums the bytes on their way to a blob. */
public final class MeasuredOutputStream extends FilterOutputStream {
  private final CRC32C checksum = new CRC32C();
  private long size;

  public MeasuredOutputStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    checksum.update(b);
    size++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    checksum.update(bytes, offset, length);
    size += length;
  }

  /** Returns what was written so far, as the blob of this name. */
  public StoredBlob stored(String name) {
    return new StoredBlob(name, size, checksum.getValue());
  }
}
