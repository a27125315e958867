package io.bertline.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.References;
import io.bertline.artifact.Release;
import io.bertline.artifact.Releases;
import io.bertline.cli.Commands;
import io.bertline.dataset.Split;
import io.bertline.tiny.CommandResult;
import io.bertline.tiny.TinyModel;
import io.bertline.tiny.TinyRoot;
import io.bertline.tiny.TinyRoot.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateIT {
  private static final List<String> LABELS = List.of("sincere", "insincere");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path temporary;
  private TinyRoot root;
  private Path model;
  private Artifact dataset;
  private Artifact classifier;

  @BeforeEach
  void prepare() throws IOException {
    root = new TinyRoot(temporary.resolve("root"));
    model = Files.createDirectory(temporary.resolve("model"));
    TinyModel.write(model, LABELS, 0.6, 1.7, 1);
    dataset =
        root.dataset(
            "d", model, LABELS, Map.of(Split.TEST, rows(300, 7), Split.VALIDATION, rows(200, 8)));
    classifier = root.classifier(model, dataset);
  }

  @Test
  void aPassedGateBlessesTheClassifier() throws IOException {
    Path outputs = temporary.resolve("outputs");
    CommandResult result =
        eval("--gate", "f1>=0.5, accuracy > 0.5", "--outputs-dir", outputs.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode decision = json("decision.json");
    assertThat(decision.path("blessed").asBoolean()).isTrue();
    assertThat(decision.path("gate").path("clauses")).hasSize(2);
    assertThat(decision.path("gate").path("clauses").get(0).path("value").asDouble())
        .isEqualTo(json("metrics.json").path("headline").path("f1").path("value").asDouble());
    assertThat(outputs.resolve("blessed")).hasContent("true");
  }

  @Test
  void aGateThatIsNotPassedFailsOnlyIfAskedAndKeepsTheEvaluation() throws IOException {
    Path outputs = temporary.resolve("outputs");
    assertThat(eval("--gate", "f1>=0.999").exitCode()).isZero();
    assertThat(json("decision.json").path("blessed").asBoolean()).isFalse();

    CommandResult failed =
        eval("--gate", "f1>=0.999", "--fail-on-gate", "--outputs-dir", outputs.toString());
    assertThat(failed.exitCode()).isEqualTo(7);
    assertThat(failed.err()).contains("is up to date");
    assertThat(failed.lastLine())
        .startsWith("eval: gate not passed: f1>=0.999: is 0.")
        .contains("needs 0.9990; see ")
        .endsWith("/report.html");
    assertThat(outputs.resolve("blessed")).hasContent("false");
    assertThat(outputs.resolve("report.html")).exists();
    assertThat(outputs.resolve("uri")).exists();
  }

  @Test
  void aNewGateLoadsNoModel() throws IOException {
    assertThat(eval("--gate", "f1>=0.5").exitCode()).isZero();
    damage(classifier);
    CommandResult result = eval("--gate", "f1>=0.4", "--threshold-for", "f1", "--split", "test");
    // The validation split was never scored, so its rows do need the model.
    assertThat(result.exitCode()).as(result.err()).isNotZero();
    assertThat(eval("--gate", "f1>=0.4", "--threshold", "0.3").exitCode()).isZero();
  }

  @Test
  void theThresholdIsChosenOnTheValidationSplit() throws IOException {
    assertThat(eval("--threshold-for", "recall>=0.9").exitCode()).isZero();
    JsonNode decision = json("decision.json");
    assertThat(decision.path("thresholdFrom").asText()).isEqualTo("VALIDATION");
    assertThat(decision.path("thresholdFor").asText()).isEqualTo("recall>=0.9");
    double threshold = decision.path("threshold").asDouble();
    assertThat(threshold).isNotEqualTo(0.6);

    assertThat(eval("--split", "validation", "--threshold", String.valueOf(threshold)).exitCode())
        .isZero();
    assertThat(json("metrics.json").path("headline").path("recall").path("value").asDouble())
        .isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void aChampionThatDecidesWorseIsBeatenOnTheSameRows() throws IOException {
    release(classifier, 0.99);
    CommandResult result =
        eval("--champion", "prod", "--gate", "f1>champion, accuracy>=champion+0.01");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode comparison = json("champion.json");
    assertThat(comparison.path("release").asText()).isEqualTo("prod@1");
    assertThat(comparison.path("rows").asLong()).isEqualTo(300);
    JsonNode f1 = comparison.path("measures").path("f1");
    assertThat(f1.path("difference").asDouble())
        .isEqualTo(f1.path("challenger").asDouble() - f1.path("champion").asDouble())
        .isBetween(f1.path("low").asDouble(), f1.path("high").asDouble());
    assertThat(comparison.path("onlyChallengerRight").asLong())
        .isGreaterThan(comparison.path("onlyChampionRight").asLong());
    assertThat(comparison.path("pValue").asDouble()).isLessThan(0.001);
    assertThat(json("decision.json").path("blessed").asBoolean()).isTrue();
    assertThat(comparison.path("curve"))
        .isEqualTo(json("metrics.json").path("binary").path("curve"));
    assertThat(eval("--champion", "release:prod@1", "--gate", "f1>champion").exitCode()).isZero();
  }

  @Test
  void rowsThatTheChampionWasTrainedOnAreLeftOutOfTheComparisonOnly() throws IOException {
    List<Example> seen = rows(300, 7).subList(0, 120);
    Path other = Files.createDirectory(temporary.resolve("other"));
    TinyModel.write(other, LABELS, 0.6, 1.7, 1);
    Artifact theirs = root.dataset("other", other, LABELS, Map.of(Split.TRAIN, seen));
    Artifact champion = root.classifier(other, theirs);
    release(champion, 0.5);
    root.classifier(model, dataset);

    CommandResult result = eval("--champion", "prod");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(json("champion.json").path("seenByChampion").asLong()).isEqualTo(120);
    assertThat(json("champion.json").path("rows").asLong()).isEqualTo(180);
    assertThat(json("metrics.json").path("rows").asLong()).isEqualTo(300);
  }

  @Test
  void withoutAReleaseYetChampionClausesPassAndSaySo() throws IOException {
    CommandResult result = eval("--champion", "prod", "--gate", "f1>=champion+0.5");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("release 'prod' does not exist yet");
    assertThat(json("decision.json").path("gate").path("clauses").get(0).path("note").asText())
        .isEqualTo("there is no champion yet");
  }

  @Test
  void aChampionThatIsGoneStopsTheEvaluation() throws IOException {
    release(classifier, 0.5);
    Files.move(
        root.directory().resolve("classifiers/" + classifier.manifest().key()),
        temporary.resolve("gone"));
    Artifact again = root.classifier(copy(), dataset);
    CommandResult result = eval("--champion", "prod", "--classifier", again.uri());
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.lastLine())
        .startsWith("eval: release:prod@1: its classifier ")
        .endsWith(" is gone; publish another one");
    assertThat(root.directory().resolve("evaluations")).doesNotExist();
  }

  @Test
  void aGateThatCannotBeReadStopsTheEvaluation() {
    CommandResult result = eval("--gate", "f2>=1");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.lastLine())
        .startsWith("eval: --gate 'f2>=1': column 1: 'f2' is no measure here; there are accuracy,");
    assertThat(eval("--threshold", "0.5", "--threshold-for", "f1").exitCode()).isEqualTo(2);
  }

  private Path copy() throws IOException {
    Path copy = Files.createDirectory(temporary.resolve("copy"));
    TinyModel.write(copy, LABELS, 0.6, 1.7, 1);
    return copy;
  }

  private void release(Artifact artifact, double threshold) {
    new Releases(root.artifacts().blobs())
        .create(
            new Release(
                Release.FORMAT_VERSION,
                "prod",
                1,
                artifact.manifest(),
                artifact.manifest(),
                threshold,
                1.7,
                Map.of(),
                "",
                null,
                "",
                "run"));
  }

  private List<Example> rows(int count, long seed) {
    return TinyRoot.mostlyAsTheModelSays(model, TinyRoot.texts(count, seed), seed);
  }

  private CommandResult eval(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("--root", root.directory().toString()), Stream.of(options))
            .toArray(String[]::new);
    return CommandResult.of(() -> Commands.run(new EvalCommand(), arguments));
  }

  private JsonNode json(String file) throws IOException {
    Artifact evaluation =
        root.artifacts()
            .require(
                ArtifactType.EVALUATION,
                new References(root.artifacts().blobs())
                    .find("default", ArtifactType.EVALUATION)
                    .orElseThrow()
                    .uri());
    return JSON.readTree(evaluation.read(file));
  }

  private void damage(Artifact artifact) throws IOException {
    Path weights = root.file(artifact, "model.safetensors");
    Files.delete(weights);
  }
}
