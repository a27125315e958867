package io.bertline.prep.input;

import io.bertline.artifact.InputReference;
import io.bertline.table.Compression;
import java.io.IOException;
import java.io.InputStream;

/** A table from outside, as it was found. */
public interface InputSource {
  /** Returns how messages call it. */
  String name();

  /** Returns what it contributes to the content key. */
  InputReference reference();

  /** Tells how it is compressed. */
  Compression compression() throws IOException;

  /** Opens the uncompressed bytes. */
  InputStream open() throws IOException;
}
