package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of this machine with files on their way to a store, or from it.
 *
 * @param path where it is
 */
record LocalFolder(Path path) {
  /** Creates it unless it exists. */
  void create() {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw failed("cannot be made", e);
    }
  }

  /** Returns the relative paths of all files at any depth, sorted. */
  List<String> files() {
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> path.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw failed("cannot be listed", e);
    }
  }

  /** Deletes it with everything in it, if it exists. */
  void delete() {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(path)) {
      for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw failed("cannot be deleted", e);
    }
  }

  private BertlineException failed(String what, IOException e) {
    return new BertlineException(
        JdkFailures.kind(e).orElse(FailureKind.TEMPORARY), path + ": " + what + ": " + e, e);
  }
}
