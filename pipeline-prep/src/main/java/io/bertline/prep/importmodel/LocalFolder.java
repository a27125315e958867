package io.bertline.prep.importmodel;

import io.bertline.failure.ReadFailure;
import io.bertline.storage.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder on disk.
 *
 * @param directory the folder
 */
record LocalFolder(Path directory) implements ModelFolder {
  private static final int MOST = 10_000;

  @Override
  public String uri(String name) {
    return directory.resolve(name).toString();
  }

  @Override
  public boolean has(String name) {
    return Files.isRegularFile(directory.resolve(name));
  }

  @Override
  public List<String> names() {
    try {
      return new DirectoryTree(directory).files(2, MOST);
    } catch (IOException e) {
      throw ReadFailure.of(directory, e);
    }
  }

  @Override
  public SourceFile fetch(String name) {
    return SourceFile.of(directory.resolve(name));
  }
}
