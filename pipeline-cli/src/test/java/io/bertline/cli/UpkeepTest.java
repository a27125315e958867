package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.StepIdentity;
import io.bertline.cli.upkeep.GcCommand;
import io.bertline.cli.upkeep.VerifyCommand;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
  @TempDir private Path root;
  private LocalBlobStore store;
  private ArtifactStore artifacts;
  private Artifact model;

  @BeforeEach
  void make() {
    store = new LocalBlobStore(root);
    artifacts = new ArtifactStore(store, CommandRun.CLOCK);
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
  void whatOldAttemptsLeftBehindIsDeletedAndNothingElse() {
    String folder = "models/" + model.manifest().key() + "/";
    String old = folder + "20261120T000000Z-dead/a";
    String recent = folder + "20261125T010000Z-live/a";
    String strange = folder + "notes/a";
    for (String name : new String[] {old, recent, strange}) {
      store.put(name, BlobContent.of(new byte[3]));
    }

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
    assertThat(gc("--older-than-hours", "0").exitCode()).isEqualTo(2);
    assertThat(verify().exitCode()).isZero();
  }

  private Artifact commit(String name) {
    StepIdentity identity =
        new StepIdentity(
            "import-model", ArtifactType.MODEL, 1, Map.of("name", name), Map.of(), Map.of());
    try (Attempt attempt = artifacts.begin(identity)) {
      attempt.put("a", BlobContent.of("x".getBytes(UTF_8)));
      return attempt.commit("1", false);
    }
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
