package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.References;
import io.bertline.artifact.Runs;
import io.bertline.cli.storage.EmulatedRoot;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step as a process on a root in Cloud Storage. */
class GcsCommandIT {
  @TempDir static Path directory;

  private static EmulatedRoot emulator;

  @BeforeAll
  static void startEmulator() throws Exception {
    emulator = new EmulatedRoot(directory);
  }

  @AfterAll
  static void stopEmulator() {
    if (emulator != null) {
      emulator.close();
    }
  }

  @Test
  void aStepMakesFindsAndDescribesItsArtifact() throws Exception {
    Path outputs = directory.resolve("outputs");
    CommandRun first = start("one", "--outputs-dir", outputs.toString()).await();
    CommandRun second = start("one", "--outputs-dir", outputs.toString()).await();

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.err()).contains("up to date");
    assertThat(second.out()).isEqualTo(first.out());
    try (BlobStore store = emulator.open("one")) {
      Artifact artifact = current(store);
      assertThat(artifact.uri()).startsWith("gs://bertline-test/one/datasets/");
      assertThat(new String(artifact.read("upper.txt"), UTF_8)).isEqualTo("HELLO");
      assertThat(outputs.resolve("uri")).hasContent(artifact.uri());
      assertThat(outputs.resolve("skipped")).hasContent("true");
      assertThat(outputs.resolve("report.html")).hasContent("<p>report");
      assertThat(new Runs(store).names()).hasSize(2);

      Path scratch;
      try (Workspace workspace = new Workspace()) {
        Path copy = workspace.localCopy(artifact);
        assertThat(copy.resolve("upper.txt")).hasContent("HELLO");
        assertThat(workspace.localCopy(artifact)).isEqualTo(copy);
        scratch = workspace.scratch();
        assertThat(copy).startsWith(scratch);
      }
      assertThat(scratch).doesNotExist();
    }
  }

  @Test
  void theArtifactIsTheSameAsBelowALocalRoot() throws Exception {
    Path root = directory.resolve("local-root");
    CommandRun local = CommandRun.prep(Map.of(), "--root", root.toString(), "--input", "hello");
    CommandRun remote = start("two").await();
    assertThat(local.exitCode() + remote.exitCode()).as(remote.err()).isZero();
    try (BlobStore store = emulator.open("two")) {
      Artifact there = current(store);
      Artifact here =
          new ArtifactStore(new LocalBlobStore(root), CommandRun.CLOCK)
              .find(ArtifactType.DATASET, there.manifest().key())
              .orElseThrow();
      assertThat(there.manifest().digest()).isEqualTo(here.manifest().digest());
      assertThat(there.manifest().files()).isEqualTo(here.manifest().files());
    }
  }

  @Test
  void twoProcessesThatMakeTheSameAgreeOnOneArtifact() throws Exception {
    ChildProcess first = start("three", "--times", "7");
    ChildProcess second = start("three", "--times", "7");
    CommandRun one = first.await();
    CommandRun other = second.await();

    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(other.exitCode()).as(other.err()).isZero();
    assertThat(other.out()).isEqualTo(one.out());
    try (BlobStore store = emulator.open("three")) {
      assertThat(store.list("datasets/"))
          .extracting(BlobInfo::name)
          .filteredOn(name -> name.endsWith("upper.txt"))
          .hasSize(1);
    }
  }

  @Test
  void aFailedStepLeavesItsRecordOnly() throws Exception {
    CommandRun run = start("four", "--fail", "bad_input").await();
    assertThat(run.exitCode()).isEqualTo(3);
    try (BlobStore store = emulator.open("four")) {
      assertThat(store.list(""))
          .singleElement()
          .extracting(BlobInfo::name)
          .asString()
          .startsWith("runs/");
    }
  }

  @Test
  void aSharedRootNeedsAProject() throws Exception {
    CommandRun run =
        ChildProcess.start(
                directory,
                UpperCaseCommand.class,
                emulator.variables(),
                "--root",
                "gs://bertline-test/five",
                "--input",
                "hello")
            .await();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "prep: --project is required, because others share the root gs://bertline-test/five\n");
  }

  @Test
  void aMissingBucketIsNotFound() throws Exception {
    CommandRun run =
        ChildProcess.start(
                directory,
                UpperCaseCommand.class,
                emulator.variables(),
                "--root=gs://no-such-bucket/x",
                "--project=p",
                "--input=hello",
                "--quiet")
            .await();
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).startsWith("prep: gs://no-such-bucket/x/").hasLineCount(1);
  }

  private static ChildProcess start(String root, String... arguments) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--root", "gs://bertline-test/" + root, "--project", "quora", "--input", "hello"));
    all.addAll(Arrays.asList(arguments));
    return ChildProcess.start(
        Files.createDirectories(directory.resolve("logs")),
        UpperCaseCommand.class,
        emulator.variables(),
        all.toArray(String[]::new));
  }

  private static Artifact current(BlobStore store) {
    String uri = new References(store).find("quora", ArtifactType.DATASET).orElseThrow().uri();
    return new ArtifactStore(store, CommandRun.CLOCK).require(ArtifactType.DATASET, uri);
  }
}
