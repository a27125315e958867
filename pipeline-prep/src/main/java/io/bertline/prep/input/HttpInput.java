package io.bertline.prep.input;

import io.bertline.artifact.InputReference;
import io.bertline.table.Compression;
import java.io.IOException;
import java.io.InputStream;

/**
 * A table that was downloaded.
 *
 * @param name the address, without secrets
 * @param file what was saved
 */
record HttpInput(String name, StoredInput file) implements InputSource {
  @Override
  public InputReference reference() {
    return new InputReference(name, null, file.reference().digest());
  }

  @Override
  public Compression compression() throws IOException {
    return file.compression();
  }

  @Override
  public InputStream open() throws IOException {
    return file.open();
  }
}
