package io.bertline.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of this machine with everything below it.
 *
 * @param root the directory
 */
public record DirectoryTree(Path root) {

  /**
   * Returns the paths of regular files relative to the root, parted by slashes and sorted.
   *
   * @param depth how many levels to look into; 1 is the directory itself
   * @param most how many files and directories to look at, at most
   * @throws IOException if it is not there or cannot be read
   */
  public List<String> files(int depth, long most) throws IOException {
    try (Stream<Path> walk = Files.walk(root, depth)) {
      return walk.limit(most)
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Deletes it with everything in it; what is gone already, or vanishes meanwhile, is fine.
   *
   * @throws IOException if something cannot be deleted
   */
  public void delete() throws IOException {
    Files.walkFileTree(root, new Deletion());
  }

  /** Deletes what it visits. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return unlessVanished(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        return unlessVanished(failure);
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }

    private static FileVisitResult unlessVanished(IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
