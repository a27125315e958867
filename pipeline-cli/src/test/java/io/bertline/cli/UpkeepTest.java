package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.References;
import io.bertline.artifact.Release;
import io.bertline.artifact.Releases;
import io.bertline.artifact.StepIdentity;
import io.bertline.cli.upkeep.GcCommand;
import io.bertline.cli.upkeep.VerifyCommand;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
  private final Instant now = CommandRun.CLOCK.instant();
  private final Instant longAgo = now.minus(Duration.ofDays(10));

  @TempDir private Path root;
  private LocalBlobStore store;
  private Artifact model;

  @BeforeEach
  void make() {
    store = new LocalBlobStore(root);
    model = commit("1");
    commit("2");
  }

  @Test
  void soundArtifactsAreCounted() {
    CommandRun run = verify();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("2 artifacts are as they were committed\n");
  }

  @Test
  void aFlippedBitIsFoundAndTheOthersAreStillRead() throws IOException {
    Path file = store.path(model.folder() + "/a");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(file, "y");
    CommandRun run = verify();
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out()).contains("/a: has CRC-32C ", "1 artifacts are as they were committed");
    assertThat(run.err()).contains("1 artifacts are not as they were committed, the first: ");
  }

  @Test
  void whatAReleaseNamesIsReadEvenIfItsKeyWasMadeAgain() throws IOException {
    Artifact released = commit(ArtifactType.CLASSIFIER, "released");
    new Releases(store).create(release(1, released, model));
    commitAgain(ArtifactType.CLASSIFIER, "released");
    assertThat(verify().out()).isEqualTo("4 artifacts are as they were committed\n");
    Files.delete(store.path(released.folder() + "/a"));
    assertThat(verify().exitCode()).isEqualTo(6);
  }

  @Test
  void whatOldAttemptsLeftBehindIsDeletedAndNothingElse() throws IOException {
    String folder = "models/" + model.manifest().key() + "/";
    String old = folder + "20261120T000000Z-dead/a";
    String recent = folder + "20261125T010000Z-live/a";
    String strange = folder + "notes/a";
    for (String name : new String[] {old, recent, strange}) {
      store.put(name, BlobContent.of(new byte[3]));
    }
    age(longAgo);

    CommandRun dry = gc("--dry-run");
    assertThat(dry.out()).isEqualTo(store.uri(old) + "\nwould delete 1 files, 3 bytes\n");
    assertThat(store.find(old)).isPresent();

    CommandRun run = gc();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("deleted 1 files, 3 bytes\n");
    assertThat(store.find(old)).isEmpty();
    assertThat(store.find(recent)).isPresent();
    assertThat(store.find(strange)).isPresent();
    assertThat(gc("--older-than-hours", "1").out()).isEqualTo("deleted 1 files, 3 bytes\n");
    assertThat(store.find(recent)).isEmpty();
    assertThat(gc("--older-than-hours", "0").exitCode()).isEqualTo(2);
    assertThat(verify().exitCode()).isZero();
  }

  @Test
  void anAttemptThatWroteAFileLatelyIsRunningHoweverLongAgoItBegan() throws IOException {
    String folder = "models/" + model.manifest().key() + "/20261101T000000Z-long/";
    store.put(folder + "a", BlobContent.of(new byte[3]));
    store.put(folder + "b", BlobContent.of(new byte[3]));
    age(longAgo);
    written(folder + "b", now.minus(Duration.ofHours(71)));
    assertThat(gc().out()).isEqualTo("deleted 0 files, 0 bytes\n");
    written(folder + "b", now.minus(Duration.ofHours(73)));
    assertThat(gc().out()).isEqualTo("deleted 2 files, 6 bytes\n");
  }

  @Test
  void whatWasReplacedLatelyMayStillBeRead() throws IOException {
    String manifest = "models/" + model.manifest().key() + "/_MANIFEST.json";
    store.put(
        "models/" + model.manifest().key() + "/20261101T000000Z-replaced/a",
        BlobContent.of(new byte[3]));
    age(longAgo);
    written(manifest, now.minus(Duration.ofHours(71)));
    assertThat(gc().out()).isEqualTo("deleted 0 files, 0 bytes\n");
    written(manifest, longAgo);
    assertThat(gc().out()).isEqualTo("deleted 1 files, 3 bytes\n");
  }

  @Test
  void whatAReleaseOrAProjectNamesStaysWhenItsKeyIsMadeAgain() throws IOException {
    Artifact released = commit(ArtifactType.CLASSIFIER, "released");
    Artifact evaluation = commit(ArtifactType.EVALUATION, "released");
    Artifact current = commit(ArtifactType.CLASSIFIER, "current");
    Artifact dropped = commit(ArtifactType.CLASSIFIER, "dropped");
    Releases releases = new Releases(store);
    releases.create(release(1, released, evaluation));
    releases.create(release(2, model, model));
    new References(store).set("quora", current);
    commitAgain(ArtifactType.CLASSIFIER, "released");
    commitAgain(ArtifactType.EVALUATION, "released");
    commitAgain(ArtifactType.CLASSIFIER, "current");
    commitAgain(ArtifactType.CLASSIFIER, "dropped");
    age(longAgo);

    CommandRun run = gc();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("deleted 1 files, 1 bytes\n");
    assertThat(store.find(dropped.folder() + "/a")).isEmpty();
    for (Artifact kept : List.of(released, evaluation, current)) {
      kept.verify();
    }
  }

  @Test
  void aReleaseThatCannotBeReadStopsTheDeletion() throws IOException {
    store.put("releases/prod/000001.json", BlobContent.of("{".getBytes(UTF_8)));
    String lost = "models/" + model.manifest().key() + "/20261101T000000Z-lost/a";
    store.put(lost, BlobContent.of(new byte[3]));
    age(longAgo);
    assertThat(gc().exitCode()).isEqualTo(6);
    assertThat(store.find(lost)).isPresent();
  }

  private Artifact commit(String name) {
    return commit(ArtifactType.MODEL, name);
  }

  private Artifact commit(ArtifactType type, String name) {
    return commit(type, name, "x", false);
  }

  private void commitAgain(ArtifactType type, String name) {
    commit(type, name, "yy", true);
  }

  private Artifact commit(ArtifactType type, String name, String content, boolean force) {
    StepIdentity identity =
        new StepIdentity(type.step(), type, 1, Map.of("name", name), Map.of(), Map.of());
    Clock clock = Clock.fixed(longAgo, ZoneOffset.UTC);
    try (Attempt attempt = new ArtifactStore(store, clock).begin(identity)) {
      attempt.put("a", BlobContent.of(content.getBytes(UTF_8)));
      return attempt.commit("1", force);
    }
  }

  private static Release release(int number, Artifact classifier, Artifact evaluation) {
    return new Release(
        Release.FORMAT_VERSION,
        "prod",
        number,
        classifier.manifest(),
        evaluation.manifest(),
        0.5,
        1,
        Map.of(),
        "",
        null,
        "",
        "run");
  }

  /** Makes all that is stored as old as this. */
  private void age(Instant time) throws IOException {
    for (BlobInfo blob : store.list("")) {
      written(blob.name(), time);
    }
  }

  private void written(String name, Instant time) throws IOException {
    Files.setLastModifiedTime(store.path(name), FileTime.from(time));
  }

  private CommandRun verify(String... options) {
    VerifyCommand command = new VerifyCommand();
    return run(command, command, options);
  }

  private CommandRun gc(String... options) {
    GcCommand command = new GcCommand();
    return run(command, command, options);
  }

  private CommandRun run(Object command, PlainCommand plain, String... options) {
    return CommandRun.run(
        command,
        plain.common(),
        plain::run,
        Map.of(),
        Path.of("/nonexistent/termination-log"),
        Stream.concat(Stream.of("--root", root.toString()), Stream.of(options))
            .toArray(String[]::new));
  }
}
