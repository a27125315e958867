package io.bertline.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Second names of files that are never changed. */
public final class FileLinks {
  private FileLinks() {}

  /**
   * Makes a file appear under another name too, under which it stays when the first one is deleted.
   *
   * @param file whose content does not change
   * @param copy where there is nothing yet, in a folder that exists
   * @throws IOException if the file can neither be linked nor copied
   */
  public static void linkOrCopy(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file);
    } catch (IOException | UnsupportedOperationException e) {
      // Another disk, or one without links.
      Files.copy(file, copy);
    }
  }
}
