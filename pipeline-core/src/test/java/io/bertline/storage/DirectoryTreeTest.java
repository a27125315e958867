package io.bertline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTreeTest {
  @TempDir private Path directory;
  private Path root;

  @BeforeEach
  void fill() throws IOException {
    root = directory.resolve("root");
    for (String file : List.of("b", "a/c", "a/d/e")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), file);
    }
  }

  @Test
  void listsFilesDownToADepth() throws IOException {
    DirectoryTree tree = new DirectoryTree(root);
    assertThat(tree.files(Integer.MAX_VALUE, Long.MAX_VALUE)).containsExactly("a/c", "a/d/e", "b");
    assertThat(tree.files(2, Long.MAX_VALUE)).containsExactly("a/c", "b");
    assertThat(tree.files(2, 1)).isEmpty();
    assertThatThrownBy(() -> new DirectoryTree(directory.resolve("none")).files(1, 1))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void deletesEverythingBelowButNotWhatALinkLeadsTo() throws IOException {
    Path outside = Files.writeString(directory.resolve("outside"), "kept");
    Files.createSymbolicLink(root.resolve("link"), outside);
    new DirectoryTree(root).delete();
    assertThat(root).doesNotExist();
    assertThat(outside).exists();
    new DirectoryTree(root).delete();
  }

  /** As when Flink deletes its files while a command cleans up. */
  @Test
  void isDeletedByTwoAtATime() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      Files.createFile(root.resolve("a/d/" + i));
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> one = threads.submit(() -> delete());
      Future<?> other = threads.submit(() -> delete());
      one.get();
      other.get();
    } finally {
      threads.shutdownNow();
    }
    assertThat(root).doesNotExist();
  }

  private Void delete() throws IOException {
    new DirectoryTree(root).delete();
    return null;
  }
}
