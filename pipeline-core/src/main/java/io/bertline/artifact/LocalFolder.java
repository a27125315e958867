package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import io.bertline.storage.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    try {
      return new DirectoryTree(path).files(Integer.MAX_VALUE, Long.MAX_VALUE);
    } catch (IOException e) {
      throw failed("cannot be listed", e);
    }
  }

  /** Deletes it with everything in it, if it exists. */
  void delete() {
    try {
      new DirectoryTree(path).delete();
    } catch (IOException e) {
      throw failed("cannot be deleted", e);
    }
  }

  private BertlineException failed(String what, IOException e) {
    return new BertlineException(
        JdkFailures.kind(e).orElse(FailureKind.TEMPORARY), path + ": " + what + ": " + e, e);
  }
}
