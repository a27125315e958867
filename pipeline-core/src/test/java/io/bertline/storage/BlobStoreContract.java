package io.bertline.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link BlobStore} does; run against each implementation. */
public abstract class BlobStoreContract {
  private BlobStore store;

  /** Returns a store with an empty root. */
  protected abstract BlobStore emptyStore() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = emptyStore();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void aBlobIsReadAsItWasWritten() throws IOException {
    byte[] bytes = random(3_000_000);
    StoredBlob stored = store.put("models/a/weights.bin", BlobContent.of(bytes));

    assertThat(stored.name()).isEqualTo("models/a/weights.bin");
    assertThat(stored.size()).isEqualTo(bytes.length);
    assertThat(stored.crc32c()).isEqualTo(crc32c(bytes));
    assertThat(read("models/a/weights.bin")).isEqualTo(bytes);
  }

  @Test
  void aBlobTellsWhenItWasWritten() {
    assertThat(store.writtenAt("models/a")).isEmpty();
    store.put("models/a", BlobContent.of(new byte[1]));
    Instant first = store.writtenAt("models/a").orElseThrow();
    // Clocks differ, but not by a day.
    assertThat(first).isCloseTo(Instant.now(), within(1, ChronoUnit.DAYS));
    store.put("models/a", BlobContent.of(new byte[2]));
    assertThat(store.writtenAt("models/a").orElseThrow()).isAfterOrEqualTo(first);
  }

  @Test
  void anEmptyBlobExists() throws IOException {
    assertThat(store.put("empty", BlobContent.of(new byte[0])))
        .isEqualTo(new StoredBlob("empty", 0, 0));
    assertThat(store.find("empty")).get().extracting(BlobInfo::size).isEqualTo(0L);
    assertThat(read("empty")).isEmpty();
  }

  @Test
  void contentMayComeInManySmallPieces() throws IOException {
    store.put(
        "pieces",
        out -> {
          for (int i = 0; i < 1000; i++) {
            out.write(i);
            out.write(new byte[] {1, 2, 3}, 1, 2);
          }
        });
    byte[] bytes = read("pieces");
    assertThat(bytes).hasSize(3000).startsWith(0, 2, 3, 1, 2, 3, 2, 2, 3);
  }

  @Test
  void aPutReplaces() throws IOException {
    store.put("a", BlobContent.of(bytes("first")));
    store.put("a", BlobContent.of(bytes("second, longer")));
    assertThat(read("a")).isEqualTo(bytes("second, longer"));
  }

  @Test
  void aPutThatFailsLeavesTheBlobAsItWas() throws IOException {
    store.put("a", BlobContent.of(bytes("first")));
    assertThatThrownBy(
            () ->
                store.put(
                    "a",
                    out -> {
                      out.write(bytes("sec"));
                      throw new BertlineException(FailureKind.BAD_INPUT, "row 7: no label");
                    }))
        .isInstanceOf(BertlineException.class)
        .hasMessage("row 7: no label");
    assertThat(read("a")).isEqualTo(bytes("first"));
    assertThat(names("")).containsExactly("a");
  }

  @Test
  void aFailedPutOfANewBlobLeavesNothing() {
    assertThatThrownBy(
            () ->
                store.put(
                    "new",
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("the source broke");
                    }))
        .isInstanceOf(BertlineException.class)
        .hasMessageContaining(store.uri("new"))
        .hasMessageContaining("the source broke");
    assertThat(store.find("new")).isEmpty();
    assertThat(names("")).isEmpty();
  }

  @Test
  void aMissingBlobIsNotFound() {
    assertThat(store.find("nothing/here")).isEmpty();
    assertFailure(() -> store.open("nothing/here"), FailureKind.NOT_FOUND, "nothing/here");
    assertFailure(() -> store.copy("nothing/here", "b"), FailureKind.NOT_FOUND, "nothing/here");
    assertThat(store.list("nothing/")).isEmpty();
    store.delete("nothing/here");
  }

  @Test
  void aFolderIsNoBlob() {
    store.put("folder/blob", BlobContent.of(bytes("x")));
    assertThat(store.find("folder")).isEmpty();
    assertFailure(() -> store.open("folder"), FailureKind.NOT_FOUND, "folder");
  }

  @Test
  void aRangeIsReadFromTheMiddle() throws IOException {
    byte[] bytes = random(300_000);
    store.put("a", BlobContent.of(bytes));
    BlobInfo blob = store.find("a").orElseThrow();

    try (InputStream in = store.open(blob, 100_000, 150_000)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 100_000, 250_000));
    }
    try (InputStream in = store.open(blob, 299_999, Long.MAX_VALUE)) {
      assertThat(in.read()).isEqualTo(bytes[299_999] & 0xff);
      assertThat(in.read()).isEqualTo(-1);
    }
    try (InputStream in = store.open(blob, 300_000, 1)) {
      assertThat(in.read()).isEqualTo(-1);
    }
    try (InputStream in = store.open(blob, 10, 0)) {
      assertThat(in.readAllBytes()).isEmpty();
    }
    assertThatThrownBy(() -> store.open(blob, 300_001, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytesMayBeSkipped() throws IOException {
    byte[] bytes = random(300_000);
    store.put("a", BlobContent.of(bytes));
    try (InputStream in = store.open("a")) {
      in.skipNBytes(200_000);
      assertThat(in.read()).isEqualTo(bytes[200_000] & 0xff);
    }
  }

  @Test
  void aBlobThatWasReplacedIsNotReadUnderItsOldVersion() throws Exception {
    store.put("a", BlobContent.of(bytes("first")));
    BlobInfo old = store.find("a").orElseThrow();
    Thread.sleep(20); // A file system may tick coarsely.
    store.put("a", BlobContent.of(bytes("other")));

    assertThat(store.find("a").orElseThrow().version()).isNotEqualTo(old.version());
    assertVersionIsRefused(store, old);
  }

  /** An emulator may not hold a reader to a version. */
  protected void assertVersionIsRefused(BlobStore store, BlobInfo old) {
    assertFailure(() -> store.open(old, 0, old.size()), FailureKind.TEMPORARY, "a");
  }

  @Test
  void theChecksumIsThatOfTheBytes() {
    byte[] bytes = random(100_000);
    store.put("a", BlobContent.of(bytes));
    assertThat(store.crc32c(store.find("a").orElseThrow())).isEqualTo(crc32c(bytes));
  }

  @Test
  void aListHoldsWhatStartsWithThePrefixInTheOrderOfTheNames() {
    for (String name : List.of("b/2", "b/10", "b/deep/er/x", "a", "bb", "c/1")) {
      store.put(name, BlobContent.of(bytes(name)));
    }
    assertThat(names("")).containsExactly("a", "b/10", "b/2", "b/deep/er/x", "bb", "c/1");
    assertThat(names("b")).containsExactly("b/10", "b/2", "b/deep/er/x", "bb");
    assertThat(names("b/")).containsExactly("b/10", "b/2", "b/deep/er/x");
    assertThat(names("b/d")).containsExactly("b/deep/er/x");
    assertThat(names("b/deep/er/x")).containsExactly("b/deep/er/x");
    assertThat(store.list("b/2").get(0).size()).isEqualTo(3);
    assertThat(store.list("b/2").get(0)).isEqualTo(store.find("b/2").orElseThrow());
  }

  @Test
  void namesMayHoldBlanksAndAnyLetters() throws IOException {
    String name = "raw data/übung №1 (copy)+%20?.csv";
    store.put(name, BlobContent.of(bytes("x")));
    assertThat(names("raw data/")).containsExactly(name);
    assertThat(read(name)).isEqualTo(bytes("x"));
  }

  @Test
  void createIfAbsentCreatesOnce() throws IOException {
    assertThat(store.createIfAbsent("runs/1.json", bytes("one"))).isTrue();
    assertThat(store.createIfAbsent("runs/1.json", bytes("two"))).isFalse();
    assertThat(read("runs/1.json")).isEqualTo(bytes("one"));
    assertThat(names("")).containsExactly("runs/1.json");
  }

  @Test
  void ofManyCreatorsOneWins() throws Exception {
    int writers = 16;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String content = "writer " + i;
        Callable<Boolean> writer =
            () -> {
              start.await();
              return store.createIfAbsent("deep/new/folder/blob", bytes(content));
            };
        results.add(pool.submit(writer));
      }
      start.countDown();
      List<String> winners = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        if (results.get(i).get()) {
          winners.add("writer " + i);
        }
      }
      assertThat(winners).hasSize(1);
      assertThat(read("deep/new/folder/blob")).isEqualTo(bytes(winners.get(0)));
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aCopyHasTheSameBytes() throws IOException {
    byte[] bytes = random(100_000);
    store.put("a", BlobContent.of(bytes));
    store.copy("a", "copies/b");
    assertThat(read("copies/b")).isEqualTo(bytes);
    assertThat(names("")).containsExactly("a", "copies/b");
  }

  @Test
  void aDeletedBlobIsGoneAndItsNeighboursStay() {
    store.put("f/a", BlobContent.of(bytes("x")));
    store.put("f/b", BlobContent.of(bytes("y")));
    store.delete("f/a");
    assertThat(names("")).containsExactly("f/b");
    store.delete("f/b");
    assertThat(names("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "../x",
        "a/../x",
        "a/..",
        ".",
        "a//b",
        "a/",
        "a\\b",
        "a\nb"
      })
  void aNameThatLeavesTheRootIsRefused(String name) {
    store.put("a", BlobContent.of(bytes("x")));
    assertFailure(() -> store.find(name), FailureKind.USAGE, "not the name of a blob");
    assertFailure(() -> store.open(new BlobInfo(name, 1, "1"), 0, 1), FailureKind.USAGE, "");
    assertFailure(() -> store.put(name, BlobContent.of(bytes("x"))), FailureKind.USAGE, "");
    assertFailure(() -> store.createIfAbsent(name, bytes("x")), FailureKind.USAGE, "");
    assertFailure(() -> store.delete(name), FailureKind.USAGE, "");
    assertFailure(() -> store.copy("a", name), FailureKind.USAGE, "");
    assertFailure(() -> store.copy(name, "a"), FailureKind.USAGE, "");
  }

  private byte[] read(String name) throws IOException {
    try (InputStream in = store.open(name)) {
      return in.readAllBytes();
    }
  }

  private List<String> names(String prefix) {
    return store.list(prefix).stream().map(BlobInfo::name).toList();
  }

  /** Asserts that a call fails in this way with one line that contains the text. */
  protected static void assertFailure(ThrowingCallable call, FailureKind kind, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BertlineException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.getMessage()).contains(text).doesNotContain("\n");
            });
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static long crc32c(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return checksum.getValue();
  }
}
