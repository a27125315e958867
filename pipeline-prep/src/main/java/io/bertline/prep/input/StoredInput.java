package io.bertline.prep.input;

import io.bertline.artifact.Digests;
import io.bertline.artifact.InputReference;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import io.bertline.table.Compression;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file or an object. Every read is of the version that was found.
 *
 * @param name how messages call it
 * @param store where it is
 * @param blob what was found
 */
record StoredInput(String name, BlobStore store, BlobInfo blob) implements InputSource {
  @Override
  public InputReference reference() {
    return new InputReference(
        store.uri(blob.name()), null, Digests.file(blob.size(), store.crc32c(blob)));
  }

  @Override
  public Compression compression() throws IOException {
    try (InputStream in = store.open(blob, 0, Compression.MAGIC_BYTES)) {
      return Compression.of(in.readNBytes(Compression.MAGIC_BYTES));
    }
  }

  @Override
  public InputStream open() throws IOException {
    return compression().open(name, store.open(blob, 0, blob.size()));
  }
}
