package io.bertline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalBlobStoreTest extends BlobStoreContract {
  @TempDir Path directory;

  @Override
  protected BlobStore emptyStore() {
    return store();
  }

  private LocalBlobStore store() {
    return new LocalBlobStore(directory.resolve("not/yet/there"));
  }

  @Test
  void theRootIsAnAbsolutePath() {
    LocalBlobStore store = new LocalBlobStore(Path.of("some/../root/"));
    assertThat(store.root()).isEqualTo(Path.of("root").toAbsolutePath().toString());
    assertThat(store.uri("a/b")).isEqualTo(store.root() + "/a/b");
    assertThat(store.path("a/b")).isEqualTo(Path.of(store.root(), "a", "b"));
  }

  @Test
  void anUnfinishedBlobIsNeverSeen() {
    LocalBlobStore store = store();
    store.put(
        "f/a",
        out -> {
          out.write(new byte[200_000]);
          assertThat(filesOnDisk()).hasSize(1);
          assertThat(store.list("")).isEmpty();
          String temporary = filesOnDisk().get(0).getFileName().toString();
          assertThat(store.find("f/" + temporary)).isEmpty();
        });
    assertThat(filesOnDisk()).containsExactly(store.path("f/a"));
  }

  @Test
  void emptyFoldersGoWithTheirLastBlob() {
    LocalBlobStore store = store();
    store.put("datasets/key/attempt/a", BlobContent.of(bytes("x")));
    store.put("datasets/other", BlobContent.of(bytes("x")));
    store.delete("datasets/key/attempt/a");
    assertThat(store.path("datasets/key")).doesNotExist();
    assertThat(store.path("datasets/other")).exists();
  }

  @Test
  void writersAndDeletersOfOneFolderDoNotDisturbEachOther() throws Exception {
    LocalBlobStore store = store();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int worker = 0; worker < 4; worker++) {
        String name = "f/g/" + worker;
        workers.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    store.put(name, BlobContent.of(bytes(name)));
                    store.delete(name);
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(store.path("f")).doesNotExist();
  }

  @Test
  void aRootBelowAFileCannotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    LocalBlobStore store = new LocalBlobStore(file.resolve("root"));
    assertFailure(
        () -> store.put("a", BlobContent.of(bytes("x"))),
        FailureKind.PERMISSION_DENIED,
        file + "/root/a: cannot be written");
    assertFailure(
        () -> store.createIfAbsent("a", bytes("x")), FailureKind.PERMISSION_DENIED, "root/a");
    assertThat(store.find("a")).isEmpty();
    assertThat(store.list("")).isEmpty();
    store.delete("a");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aRootInAReadOnlyPlaceCannotBeWritten() {
    LocalBlobStore store = new LocalBlobStore(Path.of("/proc/bertline"));
    assertFailure(
        () -> store.put("a", BlobContent.of(bytes("x"))),
        FailureKind.PERMISSION_DENIED,
        "/proc/bertline/a: cannot be written");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsOutOfResources() throws IOException {
    LocalBlobStore store = store();
    assertFailure(
        () ->
            store.put(
                "a",
                out -> {
                  try (FileChannel full =
                      FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
                    full.write(ByteBuffer.wrap(bytes("x")));
                  }
                }),
        FailureKind.OUT_OF_RESOURCES,
        store.uri("a") + ": cannot be written: No space left on device; free some space");
    assertThat(filesOnDisk()).isEmpty();
  }

  @Test
  void aFileThatGetsShorterWhileItIsReadIsAnError() throws IOException {
    LocalBlobStore store = store();
    store.put("a", BlobContent.of(new byte[300_000]));
    try (InputStream in = store.open("a")) {
      in.skipNBytes(100_000);
      try (FileChannel file = FileChannel.open(store.path("a"), StandardOpenOption.WRITE)) {
        file.truncate(150_000);
      }
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(EOFException.class)
          .hasMessage(store.uri("a") + ": ends at byte 150000, expected 300000");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreFollowedAndLoopsAreNot() throws IOException {
    LocalBlobStore store = store();
    store.put("data/a.csv", BlobContent.of(bytes("x")));
    Files.createSymbolicLink(store.path("data/b.csv"), store.path("data/a.csv"));
    Files.createSymbolicLink(store.path("data/loop"), store.path("data"));
    assertThat(store.list(""))
        .extracting(BlobInfo::name)
        .containsExactly("data/a.csv", "data/b.csv");
  }

  private List<Path> filesOnDisk() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
