package io.bertline.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How artifacts come to exist, on any store. */
public abstract class ArtifactStoreContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T02:13:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  private BlobStore store;
  private ArtifactStore artifacts;

  /** Returns a store with an empty root. */
  protected abstract BlobStore emptyStore() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = emptyStore();
    artifacts = new ArtifactStore(store, CLOCK);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void anArtifactExistsFromItsCommitOn() {
    StepIdentity identity = identity(3);
    String key = identity.key().value();
    try (Attempt attempt = artifacts.begin(identity)) {
      attempt.put("data/part-0", content("rows"));
      assertThat(artifacts.find(ArtifactType.DATASET, key)).isEmpty();
      Artifact artifact = attempt.commit("1.2.3", false);
      assertThat(artifacts.find(ArtifactType.DATASET, key)).contains(artifact);
    }
    Artifact found = artifacts.find(ArtifactType.DATASET, key).orElseThrow();
    assertThat(found.uri()).startsWith(store.uri("datasets/" + key + "/20261125T021300Z-"));
    assertThat(new String(found.read("data/part-0"), UTF_8)).isEqualTo("rows");
    assertThat(artifacts.require(ArtifactType.DATASET, found.uri())).isEqualTo(found);
    assertThat(artifacts.require(ArtifactType.DATASET, store.uri("datasets/" + key)))
        .isEqualTo(found);
  }

  @Test
  void anAttemptThatIsNotCommittedLeavesNothing() {
    assertThatThrownBy(
            () -> {
              try (Attempt attempt = artifacts.begin(identity(3))) {
                attempt.put("a", content("x"));
                attempt.put("deep/er/b", content("y"));
                throw new BertlineException(FailureKind.BAD_INPUT, "row 7");
              }
            })
        .hasMessage("row 7")
        .hasNoSuppressedExceptions();
    assertThat(names()).isEmpty();
  }

  @Test
  void aClosedAttemptTakesNoMoreFiles() {
    Attempt attempt = artifacts.begin(identity(3));
    attempt.close();
    assertThatThrownBy(() -> attempt.put("a", content("x")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> attempt.commit("1.2.3", false))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void ofTwoAttemptsTheFirstToCommitWinsAndTheOtherAdoptsIt() {
    try (Attempt first = artifacts.begin(identity(3));
        Attempt second = artifacts.begin(identity(3))) {
      first.put("a", content("first"));
      second.put("a", content("second"));
      Artifact winner = first.commit("1.2.3", false);
      assertThat(second.commit("1.2.3", false)).isEqualTo(winner);
    }
    Artifact found = artifacts.find(ArtifactType.DATASET, identity(3).key().value()).orElseThrow();
    assertThat(new String(found.read("a"), UTF_8)).isEqualTo("first");
    assertThat(names()).hasSize(2);
  }

  @Test
  void ofManyRacingAttemptsOneWinsAndAllAdoptIt() throws Exception {
    int writers = 6;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      CyclicBarrier barrier = new CyclicBarrier(writers);
      List<Future<Artifact>> results = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String text = "writer " + i;
        Callable<Artifact> writer =
            () -> {
              try (Attempt attempt = artifacts.begin(identity(3))) {
                attempt.put("a", content(text));
                barrier.await();
                return attempt.commit("1.2.3", false);
              }
            };
        results.add(pool.submit(writer));
      }
      Artifact winner = results.get(0).get();
      for (Future<Artifact> result : results) {
        assertThat(result.get()).isEqualTo(winner);
      }
      assertThat(names()).hasSize(2);
      assertThat(winner.read("a")).startsWith("writer ".getBytes(UTF_8));
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aRetriedCommitThatIsRefusedBecauseOfItselfHasWon() {
    ArtifactStore retrying =
        new ArtifactStore(
            new BlobStoreWrapper(store) {
              @Override
              public boolean createIfAbsent(String name, byte[] content) {
                super.createIfAbsent(name, content);
                return super.createIfAbsent(name, content);
              }
            },
            CLOCK);
    try (Attempt attempt = retrying.begin(identity(3))) {
      attempt.put("a", content("x"));
      assertThat(attempt.commit("1.2.3", false).folder()).isEqualTo(attempt.folder());
    }
    assertThat(names()).hasSize(2);
  }

  @Test
  void filesOfACommitInDoubtAreKept() {
    ArtifactStore broken =
        new ArtifactStore(
            new BlobStoreWrapper(store) {
              @Override
              public boolean createIfAbsent(String name, byte[] content) {
                super.createIfAbsent(name, content);
                throw new BertlineException(FailureKind.TEMPORARY, "the answer was lost");
              }
            },
            CLOCK);
    assertThatThrownBy(
            () -> {
              try (Attempt attempt = broken.begin(identity(3))) {
                attempt.put("a", content("x"));
                attempt.commit("1.2.3", false);
              }
            })
        .hasMessage("the answer was lost");
    Artifact found = artifacts.find(ArtifactType.DATASET, identity(3).key().value()).orElseThrow();
    assertThat(new String(found.read("a"), UTF_8)).isEqualTo("x");
  }

  @Test
  void aCommitThatWasRefusedForGoodLeavesNothing() {
    ArtifactStore full =
        new ArtifactStore(
            new BlobStoreWrapper(store) {
              @Override
              public boolean createIfAbsent(String name, byte[] content) {
                throw new BertlineException(FailureKind.OUT_OF_RESOURCES, "disk full");
              }
            },
            CLOCK);
    assertThatThrownBy(
            () -> {
              try (Attempt attempt = full.begin(identity(3))) {
                attempt.put("a", content("x"));
                attempt.commit("1.2.3", false);
              }
            })
        .hasMessage("disk full");
    assertThat(names()).isEmpty();
  }

  @Test
  void forceReplacesTheArtifactAndTheOldUriSaysSo() {
    Artifact old = make(identity(3), "old", false);
    Artifact made = make(identity(3), "new", true);
    assertThat(artifacts.find(ArtifactType.DATASET, made.manifest().key())).contains(made);
    assertFailure(
        () -> artifacts.require(ArtifactType.DATASET, old.uri()),
        FailureKind.NOT_FOUND,
        "made again; the current one is " + made.uri());
  }

  @Test
  void aUriOfAnotherTypeOrPlaceIsRefused() {
    Artifact artifact = make(identity(3), "x", false);
    assertFailure(
        () -> artifacts.require(ArtifactType.MODEL, artifact.uri()),
        FailureKind.USAGE,
        "is not a model; expected " + store.root() + "/models/<key>/<attempt>");
    assertFailure(
        () -> artifacts.require(ArtifactType.DATASET, "/elsewhere"), FailureKind.USAGE, "expected");
    assertFailure(
        () -> artifacts.require(ArtifactType.DATASET, store.uri("datasets/" + "0".repeat(64))),
        FailureKind.NOT_FOUND,
        "no dataset was committed under this key");
  }

  @Test
  void aFileOfAnotherSizeOrChecksumIsACorruptArtifact() {
    Artifact artifact = make(identity(3), "hello", false);
    String name = artifact.folder() + "/a";

    store.put(name, content("hellO"));
    assertFailure(() -> artifact.read("a"), FailureKind.CORRUPT_ARTIFACT, "/a: has CRC-32C");
    assertFailure(
        () -> artifact.download(directory), FailureKind.CORRUPT_ARTIFACT, "/a: has CRC-32C");
    artifact.checkSizes();

    store.put(name, content("hello!"));
    assertFailure(
        () -> artifact.open("a"),
        FailureKind.CORRUPT_ARTIFACT,
        "/a: has 6 bytes, the manifest says 5; make the dataset again with --force");
    assertFailure(artifact::checkSizes, FailureKind.CORRUPT_ARTIFACT, "/a: has 6 bytes");

    store.delete(name);
    assertFailure(() -> artifact.open("a"), FailureKind.CORRUPT_ARTIFACT, "/a: is missing");
    assertFailure(artifact::checkSizes, FailureKind.CORRUPT_ARTIFACT, "/a: is missing");
    assertFailure(() -> artifact.open("b"), FailureKind.CORRUPT_ARTIFACT, "without b");
  }

  @Test
  void anArtifactIsDownloadedWithItsFolders() throws IOException {
    try (Attempt attempt = artifacts.begin(identity(3))) {
      attempt.put("a", content("one"));
      attempt.put("tokenizer/vocab.txt", content("two"));
      attempt.commit("1.2.3", false).download(directory.resolve("copy"));
    }
    assertThat(Files.readString(directory.resolve("copy/a"))).isEqualTo("one");
    assertThat(Files.readString(directory.resolve("copy/tokenizer/vocab.txt"))).isEqualTo("two");
  }

  @Test
  void theDigestIsThatOfTheContentAndNotOfReports() {
    Artifact plain = make(identity(3), "x", false);
    Artifact withReport;
    try (Attempt attempt = artifacts.begin(identity(4))) {
      attempt.putSidecar("report.html", content("<p>" + System.nanoTime()));
      attempt.put("a", content("x"));
      withReport = attempt.commit("1.2.3", false);
    }
    Artifact other = make(identity(5), "y", false);
    assertThat(withReport.manifest().digest()).isEqualTo(plain.manifest().digest());
    assertThat(other.manifest().digest()).isNotEqualTo(plain.manifest().digest());
  }

  @Test
  void aFileOfAnotherProcessIsCountedIn() {
    try (Attempt attempt = artifacts.begin(identity(3))) {
      var stored = store.put(attempt.folder() + "/part", content("rows"));
      attempt.add(new ArtifactFile("part", stored.size(), Digests.crc32c(stored.crc32c()), true));
      assertThat(new String(attempt.commit("1.2.3", false).read("part"), UTF_8)).isEqualTo("rows");
    }
  }

  @Test
  void aProjectRefersToItsCurrentArtifact() {
    References references = new References(store);
    assertThat(references.find("quora", ArtifactType.DATASET)).isEmpty();
    Artifact first = make(identity(3), "x", false);
    Artifact second = make(identity(4), "y", false);
    references.set("quora", first);
    references.set("quora", second);
    assertThat(references.find("quora", ArtifactType.DATASET)).contains(second.reference());
    assertThat(references.find("quora", ArtifactType.MODEL)).isEmpty();
    assertThat(references.find("other", ArtifactType.DATASET)).isEmpty();
  }

  @Test
  void aRunIsRecordedOnce() {
    Runs runs = new Runs(store);
    RunRecord record =
        new RunRecord(
            "20261125T021300Z-prep-1a2b3c4d",
            "quora",
            "prep",
            null,
            null,
            false,
            3,
            "train.csv: row 7",
            "2026-11-25T02:13:00Z",
            "2026-11-25T02:14:00Z",
            List.of("--input", "train.csv"),
            Map.of("rows", 7.0));
    assertThat(runs.add(record)).isTrue();
    assertThat(runs.add(record)).isFalse();
    assertThat(runs.names()).containsExactly(record.run());
    assertThat(runs.find(record.run())).contains(record);
    assertThat(runs.find("other")).isEmpty();
  }

  private Artifact make(StepIdentity identity, String text, boolean force) {
    try (Attempt attempt = artifacts.begin(identity)) {
      attempt.put("a", content(text));
      return attempt.commit("1.2.3", force);
    }
  }

  private static StepIdentity identity(long times) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("times", times);
    return new StepIdentity("prep", ArtifactType.DATASET, 1, parameters, Map.of(), Map.of());
  }

  private List<String> names() {
    return store.list("").stream().map(BlobInfo::name).toList();
  }

  private static BlobContent content(String text) {
    return BlobContent.of(text.getBytes(UTF_8));
  }

  private static void assertFailure(ThrowingCallable call, FailureKind kind, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BertlineException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.getMessage()).contains(text).doesNotContain("\n");
            });
  }
}
