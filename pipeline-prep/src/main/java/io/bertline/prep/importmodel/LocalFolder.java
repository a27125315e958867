package io.bertline.prep.importmodel;

import io.bertline.failure.ReadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
    try (Stream<Path> files = Files.walk(directory, 2)) {
      return files
          .limit(MOST)
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw ReadFailure.of(directory, e);
    }
  }

  @Override
  public SourceFile fetch(String name) {
    return SourceFile.of(directory.resolve(name));
  }
}
