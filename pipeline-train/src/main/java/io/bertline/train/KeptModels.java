package io.bertline.train;

import io.bertline.storage.FileLinks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of the model that is kept. No file in it is ever changed: a better model gets a
 * directory of its own, so a checkpoint takes the files by link.
 */
final class KeptModels {
  private final Path parent;
  private final Consumer<Path> saver;
  private @Nullable Path current;

  /**
   * @param parent where the directories go
   * @param saver writes the model as it is now into a directory
   */
  KeptModels(Path parent, Consumer<Path> saver) {
    this.parent = parent;
    this.saver = saver;
  }

  /** Saves the model as it is after so many steps, and deletes the one before. */
  Path save(long step) {
    return replace(step, saver);
  }

  /** Takes the model over that an earlier run saved. */
  Path adopt(long step, Path model) {
    return replace(step, directory -> link(model, directory));
  }

  private Path replace(long step, Consumer<Path> writer) {
    Path directory = parent.resolve("kept-" + step);
    try {
      writer.accept(Files.createDirectories(directory));
      if (current != null) {
        for (Path file : files(current)) {
          Files.delete(file);
        }
        Files.delete(current);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": the model cannot be saved", e);
    }
    current = directory;
    return directory;
  }

  /** Makes the files of a directory appear in another one, which exists. */
  static void link(Path from, Path to) {
    try {
      for (Path file : files(from)) {
        FileLinks.linkOrCopy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(to + ": the model cannot be copied from " + from, e);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
