package io.bertline.table;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The file in an archive of one file. At its end the rest of the archive must hold no other. */
final class OnlyEntryStream extends FilterInputStream {
  private final String name;
  private final ZipInputStream zip;
  private final ZipEntry entry;
  private boolean ended;

  OnlyEntryStream(String name, ZipInputStream zip) throws IOException {
    super(zip);
    this.name = name;
    this.zip = zip;
    ZipEntry first = nextFile();
    if (first == null) {
      throw bad("is an archive without a file; expected one table");
    }
    entry = first;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = ended ? -1 : zip.read(bytes, offset, length);
    if (count < 0 && !ended) {
      ended = true;
      ZipEntry other = nextFile();
      if (other != null) {
        throw bad(
            "holds more than one file ("
                + entry.getName()
                + ", "
                + other.getName()
                + "); extract the one to use");
      }
    }
    return count;
  }

  /** Skips what Finder and other file managers add. */
  private @Nullable ZipEntry nextFile() throws IOException {
    for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
      String file = next.getName().substring(next.getName().lastIndexOf('/') + 1);
      if (!next.isDirectory() && !next.getName().startsWith("__MACOSX/") && !file.startsWith(".")) {
        return next;
      }
    }
    return null;
  }

  private BertlineException bad(String what) {
    return new BertlineException(FailureKind.BAD_INPUT, name + ": " + what);
  }
}
