package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.References;
import io.bertline.artifact.StepIdentity;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectCommandTest {
  @TempDir private Path directory;
  private ArtifactStore artifacts;
  private Artifact first;
  private Artifact second;

  @BeforeEach
  void make() {
    artifacts = new ArtifactStore(new LocalBlobStore(directory.resolve("root")), CommandRun.CLOCK);
    first = classifier("validation_f1", 0.71, 0.2);
    second = classifier("validation_f1", 0.74, 0.3);
  }

  @Test
  void theBestBecomesTheProjectsClassifier() {
    Path outputs = directory.resolve("outputs");
    CommandRun run =
        select(
            "--classifier",
            "[\"" + first.uri() + "\",\"" + second.uri() + "\"]",
            "--outputs-dir",
            outputs.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("validation_f1 0.71")
        .endsWith("classifier  " + second.uri() + "\n");
    assertThat(current()).isEqualTo(second.uri());
    assertThat(outputs.resolve("uri")).hasContent(second.uri());
    assertThat(outputs.resolve("key")).hasContent(second.manifest().key());
  }

  @Test
  void theLowestLossIsTheBest() {
    assertThat(
            select("--classifier", second.uri(), "--classifier", first.uri(), "--metric", "loss")
                .exitCode())
        .isZero();
    assertThat(current()).isEqualTo(first.uri());
  }

  @Test
  void classifiersOfMoreThanTwoLabelsAreRankedByMacroF1() {
    Artifact third = classifier("validation_macro_f1", 0.61, 0.2);
    Artifact fourth = classifier("validation_macro_f1", 0.62, 0.3);
    assertThat(select("--classifier", third.uri() + "," + fourth.uri()).exitCode()).isZero();
    assertThat(current()).isEqualTo(fourth.uri());
  }

  @Test
  void aMetricThatIsMissingIsNamedAndNothingMoves() {
    CommandRun run = select("--classifier", first.uri(), "--metric", "f2");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err())
        .contains(
            first.uri()
                + " has no f2; there are best_epoch, temperature, validation_f1, validation_loss");
    assertThat(new References(artifacts.blobs()).find("default", ArtifactType.CLASSIFIER))
        .isEmpty();
    assertThat(select("--classifier", "[]").exitCode()).isEqualTo(2);
  }

  private String current() {
    return new References(artifacts.blobs())
        .find("default", ArtifactType.CLASSIFIER)
        .orElseThrow()
        .uri();
  }

  /** Commits a classifier with the names that train's ClassifierWriter gives to its summary. */
  private Artifact classifier(String metric, double value, double loss) {
    String summary =
        """
        {"best_epoch":2,"validation_loss":%s,"%s":%s,"temperature":1.1,"precision":"fp32"}
        """
            .formatted(loss, metric, value);
    StepIdentity identity =
        new StepIdentity(
            "train", ArtifactType.CLASSIFIER, 1, Map.of("summary", summary), Map.of(), Map.of());
    try (Attempt attempt = artifacts.begin(identity)) {
      attempt.putSidecar(StepFiles.SUMMARY, BlobContent.of(summary.getBytes(UTF_8)));
      return attempt.commit("1", false);
    }
  }

  private CommandRun select(String... options) {
    SelectCommand command = new SelectCommand();
    return CommandRun.run(
        command,
        command.common(),
        command::run,
        Map.of(),
        Path.of("/nonexistent/termination-log"),
        Stream.concat(Stream.of("--root", directory.resolve("root").toString()), Stream.of(options))
            .toArray(String[]::new));
  }
}
