package io.bertline.cli.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.RunRecord;
import io.bertline.artifact.Runs;
import io.bertline.artifact.StepIdentity;
import io.bertline.cli.Commands;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
  @TempDir private Path directory;
  private ArtifactStore artifacts;

  @BeforeEach
  void open() {
    artifacts = new ArtifactStore(new LocalBlobStore(directory), Clock.systemUTC());
  }

  @Test
  void theBestRunComesFirstWithTheParametersThatDiffer() {
    evaluation("1", "p", 2e-5, 0.61);
    evaluation("2", "p", 3e-5, 0.72);
    evaluation("3", "other", 5e-5, 0.99);

    Result result = runs("--project", "p");

    assertThat(result.exitCode()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches(" +run +f1 +auc +classifier +train\\.learning-rate");
    assertThat(lines.get(1))
        .startsWith("*  2-eval-r ")
        .contains("0.7200 (0.7000 to 0.7400)", "0.9000")
        .endsWith("3.0E-5");
    assertThat(lines.get(2)).contains("1-eval-r").endsWith("2.0E-5");
  }

  @Test
  void aPageShowsThemInTheSameOrderAndTextOfOthersAsText() throws IOException {
    evaluation("1", "p", 2e-5, 0.61);
    evaluation("2<b>", "p", 3e-5, 0.62);
    Path page = directory.resolve("out/runs.html");

    assertThat(runs("--project", "p", "--page", page.toString()).exitCode()).isZero();

    assertThat(Files.readString(page))
        .contains("The best of 2 runs has f1 0.620.", "1 other run is within it")
        .contains("2&lt;b&gt;")
        .containsSubsequence("1, 2&lt;b&gt;-eval-r", "2, 1-eval-r")
        .doesNotContain("<script", "2<b>");
  }

  @Test
  void runsOfTrainAreRankedByWhatItMeasuredOnTheValidationSplit() {
    training("1", Map.of("validation_f1", 0.72, "validation_loss", 0.4));
    training("2", Map.of("validation_f1", 0.61, "validation_loss", 0.3));

    assertThat(runs("--project", "p", "--step", "train").out().lines().skip(1))
        .extracting(line -> line.substring(0, 12))
        .containsExactly("*  1-train-r", "   2-train-r");
    assertThat(runs("--project", "p", "--step", "train", "--metric", "loss").out().lines())
        .element(1)
        .asString()
        .startsWith("*  2-train-r");
  }

  @Test
  void runsWithoutAMetricAreShownNewestFirst() throws IOException {
    training("1", Map.of());
    training("2", Map.of());
    Path page = directory.resolve("runs.html");

    Result result = runs("--project", "p", "--step", "train", "--page", page.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().map(String::strip))
        .containsExactly("run        classifier-of", "2-train-r  2", "1-train-r  1");
    assertThat(Files.readString(page)).contains("2 runs, newest first.");
  }

  @Test
  void aRunWhoseArtifactIsGoneOrThatMadeNoneIsLeftOut() {
    evaluation("1", "p", 2e-5, 0.61);
    record("2-eval-r", "p", "0".repeat(64));
    record("3-eval-r", "p", null);
    assertThat(runs("--project", "p").out().lines()).hasSize(2);
  }

  @Test
  void whatCannotBeShownIsSaid() {
    assertThat(runs("--project", "p"))
        .satisfies(
            result -> {
              assertThat(result.exitCode()).isEqualTo(4);
              assertThat(result.err()).contains("has no run of eval whose result still exists");
            });
    evaluation("1", "p", 2e-5, 0.61);
    assertThat(runs("--project", "p", "--metric", "f2").err())
        .contains("--metric 'f2': no run has it; there are auc, f1");
    assertThat(runs("--step", "evil").exitCode()).isEqualTo(2);
    assertThat(runs("--limit", "0").exitCode()).isEqualTo(2);
  }

  private void evaluation(String time, String project, double rate, double f1) {
    Artifact classifier =
        commit(
            new StepIdentity(
                "train",
                ArtifactType.CLASSIFIER,
                1,
                Map.of("learning-rate", rate, "epochs", 3L),
                Map.of(),
                Map.of()),
            "model.safetensors",
            "" + rate);
    String metrics =
        """
        {"headline":{"f1":{"value":%s,"low":%s,"high":%s},"auc":{"value":0.9,"low":0.8,"high":1}}}
        """
            .formatted(f1, f1 - 0.02, f1 + 0.02);
    Artifact evaluation =
        commit(
            new StepIdentity(
                "eval",
                ArtifactType.EVALUATION,
                1,
                Map.of("split", "test"),
                Map.of(),
                Map.of("classifier", classifier.reference())),
            "metrics.json",
            metrics);
    record(time + "-eval-r", project, evaluation.manifest().key());
  }

  private void training(String time, Map<String, Double> metrics) {
    Artifact classifier =
        commit(
            new StepIdentity(
                "train",
                ArtifactType.CLASSIFIER,
                1,
                Map.of("classifier-of", time),
                Map.of(),
                Map.of()),
            "model.safetensors",
            time);
    record(time + "-train-r", "p", "train", classifier.manifest().key(), metrics);
  }

  private void record(String run, String project, @Nullable String key) {
    record(run, project, "eval", key, Map.of());
  }

  private void record(
      String run, String project, String step, @Nullable String key, Map<String, Double> metrics) {
    new Runs(artifacts.blobs())
        .add(
            new RunRecord(
                run, project, step, key, "uri", false, 0, null, "", "", List.of(), metrics));
  }

  private Artifact commit(StepIdentity identity, String file, String content) {
    try (Attempt attempt = artifacts.begin(identity)) {
      attempt.put(file, BlobContent.of(content.getBytes(UTF_8)));
      return attempt.commit("1", false);
    }
  }

  private record Result(int exitCode, String out, String err) {}

  private Result runs(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("--root", directory.toString()), Stream.of(options))
            .toArray(String[]::new);
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(newOut, true, UTF_8));
    System.setErr(new PrintStream(newErr, true, UTF_8));
    try {
      int exitCode = Commands.run(new RunsCommand(), arguments);
      return new Result(exitCode, newOut.toString(UTF_8), newErr.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
