package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.References;
import io.bertline.artifact.RunRecord;
import io.bertline.artifact.Runs;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepCommandTest {
  @TempDir Path directory;

  private Path root;
  private LocalBlobStore store;

  @BeforeEach
  void makeRoot() {
    root = directory.resolve("root");
    store = new LocalBlobStore(root);
  }

  @Test
  void aStepMakesItsArtifactAndSaysWhere() {
    CommandRun run = prep("--input", "hello");
    Artifact artifact = current();

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .isEqualTo("prep: dataset " + artifact.manifest().key().substring(0, 12) + "\n");
    assertThat(run.out())
        .isEqualTo(
            "rows 1, f1 0.8313, text hello\n"
                + ("dataset  " + artifact.uri() + "\n")
                + ("report  " + artifact.uri() + "/report.html\n"));
    assertThat(new String(artifact.read("upper.txt"), UTF_8)).isEqualTo("HELLO");
    assertThat(new String(artifact.read("summary.json"), UTF_8))
        .isEqualTo("{\n  \"rows\" : 1,\n  \"f1\" : 0.83125,\n  \"text\" : \"hello\"\n}");
    assertThat(artifact.manifest().productVersion())
        .isEqualTo(Version.current())
        .doesNotContain("$");
    assertThat(artifact.manifest().parameters())
        .containsEntry("times", 1L)
        .containsEntry("learning-rate", 2e-5)
        .containsEntry("precision", "auto")
        .containsEntry("labels", null)
        .containsEntry("keep", false);
  }

  @Test
  void theSameStepAgainIsUpToDate() {
    CommandRun first = prep("--input", "hello");
    List<String> before = names("datasets/");
    CommandRun second = prep("--input", "hello");

    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).endsWith(" is up to date\n");
    assertThat(names("datasets/")).isEqualTo(before);
    assertThat(run(1).skipped()).isTrue();
    assertThat(run(1).metrics()).isEqualTo(run(0).metrics()).containsEntry("f1", 0.83125);
  }

  @Test
  void forceMakesItAgain() {
    prep("--input", "hello");
    String first = current().uri();
    CommandRun again = prep("--input", "hello", "--force");
    assertThat(again.exitCode()).isZero();
    assertThat(current().uri()).isNotEqualTo(first);
    assertThat(again.out()).contains(current().uri());
  }

  @Test
  void forceReplacesABrokenManifest() throws IOException {
    prep("--input", "hello");
    Files.writeString(
        store.path("datasets/" + current().manifest().key() + "/_MANIFEST.json"), "{\"type\":");
    assertThat(prep("--input", "hello").exitCode()).isEqualTo(6);
    assertThat(prep("--input", "hello", "--force").exitCode()).isZero();
    assertThat(prep("--input", "hello").exitCode()).isZero();
  }

  @Test
  void otherParametersOrInputsMakeAnotherArtifact() {
    prep("--input", "hello");
    prep("--input", "hello", "--times", "2");
    prep("--input", "bye");
    assertThat(names("datasets/").stream().filter(name -> name.endsWith("_MANIFEST.json")))
        .hasSize(3);
  }

  @Test
  void theReferenceFollowsTheLastRunEvenIfItMadeNothing() {
    prep("--input", "one");
    String one = current().uri();
    prep("--input", "two");
    prep("--input", "one");
    assertThat(current().uri()).isEqualTo(one);
  }

  @Test
  void noReferenceLeavesTheReference() {
    prep("--input", "one");
    String one = current().uri();
    prep("--input", "two", "--no-reference");
    assertThat(current().uri()).isEqualTo(one);
  }

  @Test
  void aDryRunMakesNothingAndTellsWhatDiffers() {
    prep("--input", "hello");
    List<String> before = names("");
    CommandRun upToDate = prep("--input", "hello", "--dry-run");
    CommandRun forced = prep("--input", "hello", "--dry-run", "--force");
    CommandRun changed =
        prep(
            "--input",
            "bye",
            "--times",
            "3",
            "--labels",
            "a,b",
            "--dry-run",
            "--outputs-dir",
            "" + directory.resolve("out"));

    assertThat(upToDate.exitCode()).isZero();
    assertThat(upToDate.out())
        .contains("key     " + current().manifest().key())
        .contains("status  up to date: " + current().uri())
        .contains("same as the current dataset");
    assertThat(forced.exitCode()).isZero();
    assertThat(forced.out()).contains("status  would be made again: " + current().uri());
    assertThat(changed.exitCode()).isZero();
    assertThat(changed.out())
        .contains("status  would be made; no dataset has this key")
        .contains("differs from the current dataset " + current().manifest().key().substring(0, 12))
        .contains("  --times: 1 -> 3\n")
        .contains("  --labels: null -> [a, b]\n")
        .contains("  input input: text (")
        .doesNotContain("--learning-rate");
    assertThat(names("")).isEqualTo(before);
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void anOrchestratorFindsTheResultInTheOutputsDirectory() throws IOException {
    Path outputs = directory.resolve("a/outputs");
    prep("--input", "hello", "--outputs-dir", outputs.toString());

    assertThat(files(outputs))
        .containsExactlyInAnyOrder(
            "uri", "key", "skipped", "manifest.json", "summary.json", "report.html");
    assertThat(outputs.resolve("uri")).hasContent(current().uri());
    assertThat(outputs.resolve("key")).hasContent(current().manifest().key());
    assertThat(outputs.resolve("skipped")).hasContent("false");
    assertThat(outputs.resolve("manifest.json"))
        .hasSameBinaryContentAs(
            root.resolve("datasets/" + current().manifest().key() + "/_MANIFEST.json"));
    assertThat(outputs.resolve("summary.json")).hasBinaryContent(current().read("summary.json"));
    assertThat(outputs.resolve("report.html")).hasContent("<p>report");

    prep("--input", "hello", "--outputs-dir", outputs.toString());
    assertThat(outputs.resolve("uri")).hasContent(current().uri());
    assertThat(outputs.resolve("skipped")).hasContent("true");
    assertThat(outputs.resolve("summary.json")).hasBinaryContent(current().read("summary.json"));
    assertThat(outputs.resolve("report.html")).hasContent("<p>report");
  }

  @Test
  void aFailureLeavesNoResultOfAnEarlierRunInTheOutputsDirectory() throws IOException {
    Path outputs = directory.resolve("outputs");
    prep("--input", "hello", "--outputs-dir", outputs.toString());
    prep("--input", "bye", "--fail", "bad_input", "--outputs-dir", outputs.toString());
    assertThat(files(outputs)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void aFailureIsOneLineAnExitCodeAndNoArtifact(FailureKind kind) {
    CommandRun run =
        prep("--input", "hello", "--fail", kind.name().toLowerCase(java.util.Locale.ROOT));

    assertThat(run.exitCode()).isEqualTo(kind.exitCode());
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().skip(1))
        .containsExactly("prep: input row 7: " + kind + " was asked for");
    assertThat(names("")).hasSize(1).allMatch(name -> name.startsWith("runs/"));
    assertThat(store.path("datasets")).doesNotExist();
    assertThat(run(0).exitCode()).isEqualTo(kind.exitCode());
    assertThat(run(0).message()).isEqualTo("input row 7: " + kind + " was asked for");
    assertThat(run(0).key()).hasSize(64);
    assertThat(run(0).uri()).isNull();
  }

  @Test
  void theStackTraceIsShownOnRequest() {
    assertThat(prep("--input", "hello", "--fail", "internal", "--verbose").err())
        .contains("\tat io.bertline.cli.UpperCaseCommand");
  }

  @Test
  void aRunIsRecordedWithoutSecrets() {
    prep("--input", "https://me:secret@host/a.csv?X-Goog-Signature=abc&x=1");
    RunRecord record = run(0);
    assertThat(record.run()).startsWith("20261125T021300Z-prep-");
    assertThat(record.project()).isEqualTo("default");
    assertThat(record.step()).isEqualTo("prep");
    assertThat(record.key()).isEqualTo(current().manifest().key());
    assertThat(record.uri()).isEqualTo(current().uri());
    assertThat(record.skipped()).isFalse();
    assertThat(record.exitCode()).isZero();
    assertThat(record.message()).isNull();
    assertThat(record.startedAt()).isEqualTo("2026-11-25T02:13:00Z");
    assertThat(record.arguments())
        .contains("https://***@host/a.csv?X-Goog-Signature=***&x=1")
        .doesNotContain("secret");
  }

  @Test
  void theLastWordsOfAContainerAreItsFailure() throws IOException {
    Path log =
        Files.writeString(
            directory.resolve("termination-log"),
            "older and much longer words of somebody else, quite long");
    CommandRun.prep(
        Map.of(), log, "--root", root.toString(), "--input", "hello", "--fail", "bad_input");
    assertThat(log).hasContent("prep: input row 7: BAD_INPUT was asked for\n");
  }

  @Test
  void aRootThatCannotBeWrittenIsPermissionDenied() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    CommandRun run =
        CommandRun.prep(Map.of(), "--root", file.resolve("root").toString(), "--input", "hello");
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err().lines().skip(1)).singleElement().asString().contains("cannot be written");
  }

  @Test
  void quietPrintsTheResultOnly() {
    CommandRun run = prep("--input", "hello", "--quiet");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("dataset  ");
  }

  @Test
  void helpAndVersionNeedNoOptions() {
    CommandRun help = CommandRun.prep(Map.of(), "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Writes the input in upper case.").contains("--outputs-dir");
    CommandRun version = CommandRun.prep(Map.of(), "--version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).isEqualTo("prep " + Version.current() + "\n");
  }

  private CommandRun prep(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--root", root.toString()));
    all.addAll(Arrays.asList(arguments));
    return CommandRun.prep(Map.of(), all.toArray(String[]::new));
  }

  private Artifact current() {
    InputReference reference =
        new References(store).find("default", ArtifactType.DATASET).orElseThrow();
    return new ArtifactStore(store, CommandRun.CLOCK)
        .require(ArtifactType.DATASET, reference.uri());
  }

  /** Returns the record of the last run that was skipped or not, by its number of runs. */
  private RunRecord run(int index) {
    Runs runs = new Runs(store);
    List<RunRecord> records =
        runs.names().stream()
            .map(name -> runs.find(name).orElseThrow())
            .sorted(java.util.Comparator.comparing(RunRecord::skipped))
            .toList();
    return records.get(index);
  }

  private List<String> names(String prefix) {
    return store.list(prefix).stream().map(BlobInfo::name).toList();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
