package io.bertline.prep.input;

import io.bertline.artifact.Digests;
import io.bertline.artifact.InputReference;
import io.bertline.prep.wordnet.EmbeddedTable;
import io.bertline.table.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** A table that comes with the program. It takes a few megabytes of memory. */
final class EmbeddedInput implements InputSource {
  private final String name;
  private final byte[] csv;

  EmbeddedInput(EmbeddedTable table) throws IOException {
    name = EmbeddedTable.SCHEME + table.tableName();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.writeTo(out);
    csv = out.toByteArray();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public InputReference reference() {
    CRC32C checksum = new CRC32C();
    checksum.update(csv);
    return new InputReference(name, null, Digests.file(csv.length, checksum.getValue()));
  }

  @Override
  public Compression compression() {
    return Compression.NONE;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(csv);
  }
}
