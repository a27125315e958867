package io.bertline.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Manifest;
import io.bertline.artifact.References;
import io.bertline.artifact.Release;
import io.bertline.artifact.Releases;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.bert.TextClassifier;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.cli.Commands;
import io.bertline.cli.PlainCommand;
import io.bertline.cli.StepCommand;
import io.bertline.dataset.Split;
import io.bertline.eval.EvalCommand;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.decision.DecisionFile;
import io.bertline.predict.PredictCommand;
import io.bertline.tiny.CommandResult;
import io.bertline.tiny.TinyModel;
import io.bertline.tiny.TinyRoot;
import io.bertline.tiny.TinyRoot.Example;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishIT {
  private static final List<String> LABELS = List.of("sin*cere", "insincere");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir private Path temporary;
  private TinyRoot root;
  private Path model;
  private Artifact dataset;
  private List<Example> examples;
  private Releases releases;

  @BeforeEach
  void prepare() throws IOException {
    root = new TinyRoot(temporary.resolve("root"));
    releases = new Releases(root.artifacts().blobs());
    model = Files.createDirectory(temporary.resolve("model"));
    TinyModel.write(model, LABELS, 0.6, 1.7, 1);
    List<String> texts = TinyRoot.texts(120, 7);
    List<Example> rows = examples(texts);
    dataset =
        root.dataset(
            "d",
            model,
            LABELS,
            Map.of(
                Split.TEST,
                rows,
                Split.VALIDATION,
                rows,
                Split.TRAIN,
                examples(TinyRoot.texts(20, 8))));
    examples = rows;
    writeCanary(0);
    root.classifier(model, dataset);
  }

  private static List<Example> examples(List<String> texts) {
    return texts.stream().map(text -> new Example(text.length() % 2, text)).toList();
  }

  @Test
  void aReleaseIsTheClassifierWithTheDecisionOfItsEvaluation() throws IOException {
    assertThat(eval("--threshold", "0.25", "--gate", "accuracy>=0").exitCode()).isZero();
    CommandResult result = publish("--outputs-dir", temporary.resolve("outputs").toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("loaded afresh: 8 canary rows give the logits");
    Release release = releases.current("prod").orElseThrow();
    assertThat(release.number()).isOne();
    assertThat(release.threshold()).isEqualTo(0.25);
    assertThat(release.temperature()).isEqualTo(1.7);
    assertThat(release.metrics()).containsKeys("f1", "auc");
    assertThat(temporary.resolve("outputs/release")).hasContent("release:prod@1");
    assertThat(temporary.resolve("outputs/uri")).content().endsWith("/releases/prod/000001.json");

    CommandResult predicted = predict("release:prod", "w5 w6", "w7", "w8 w9 w10", "w11");
    CommandResult own = predict("project:default", "w5 w6", "w7", "w8 w9 w10", "w11");
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    assertThat(calls(predicted, 0.25)).isTrue();
    assertThat(calls(own, 0.6)).isTrue();
  }

  @Test
  void nothingGoesOutWhereTheOrchestratorCannotBeTold() throws IOException {
    assertThat(eval("--gate", "accuracy>=0").exitCode()).isZero();
    Path file = Files.writeString(temporary.resolve("file"), "in the way");

    CommandResult result = publish("--outputs-dir", file.toString());

    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.lastLine()).startsWith("publish: --outputs-dir " + file);
    assertThat(releases.current("prod")).isEmpty();
  }

  @Test
  void aClassifierOfAnotherRootGoesOutAsACopyThatNeedsThatRootNoMore() throws IOException {
    Artifact trained = root.classifier(model, dataset);
    TinyRoot production = new TinyRoot(temporary.resolve("production"));
    Releases released = new Releases(production.artifacts().blobs());
    assertThat(below(production, new EvalCommand(), "--classifier", trained.uri()).exitCode())
        .isZero();
    CommandResult result = below(production, new PublishCommand(), "--release", "prod");
    assertThat(result.exitCode()).as(result.err()).isZero();
    Files.move(root.directory(), temporary.resolve("unreachable"));

    String[] texts = {"--classifier", "release:prod", "w5 w6"};
    CommandResult predicted =
        below(production, new PredictCommand(new ByteArrayInputStream(new byte[0])), texts);
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    Artifact copy = production.artifacts().of(released.current("prod").orElseThrow().classifier());
    assertThat(result.out()).contains("classifier  " + copy.uri() + "\n");
    assertThat(copy.manifest()).isEqualTo(trained.manifest());
    copy.verify();
  }

  @Test
  void aReleaseStaysWhatItWasWhenItsClassifierIsTrainedAgain() throws IOException {
    publishThreshold("0.25");
    CommandResult before = predict("release:prod", "w5 w6", "w7");
    TinyModel.write(Files.createDirectory(temporary.resolve("weights")), LABELS, 0.6, 1.7, 3);
    Files.copy(
        temporary.resolve("weights/model.safetensors"),
        model.resolve("model.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    root.classifierAgain(model, dataset);
    assertThat(predict("project:default", "w5 w6", "w7").out()).isNotEqualTo(before.out());
    assertThat(predict("release:prod", "w5 w6", "w7").out()).isEqualTo(before.out());
  }

  @Test
  void aReleaseIsMeasuredWithItsOwnDecision() throws IOException {
    publishThreshold("0.25");
    assertThat(eval().exitCode()).isZero();
    assertThat(DecisionFile.read(currentEvaluation()).threshold()).isEqualTo(0.6);

    assertThat(eval("--classifier", "release:prod").exitCode()).isZero();
    Decision decision = DecisionFile.read(currentEvaluation());
    assertThat(decision.threshold()).isEqualTo(0.25);
    assertThat(decision.thresholdFrom()).isEqualTo(Decision.Origin.RELEASE);
    assertThat(decision.temperatureFrom()).isEqualTo(Decision.Origin.RELEASE);
    assertThat(new String(currentEvaluation().read("report.html"), UTF_8))
        .contains("The threshold and the temperature are those of the release.")
        .contains("of 2 labels, release prod@1")
        .contains("eval --classifier release:prod@1 ");

    assertThat(eval("--classifier", "release:prod", "--threshold", "0.5").exitCode()).isZero();
    decision = DecisionFile.read(currentEvaluation());
    assertThat(decision.threshold()).isEqualTo(0.5);
    assertThat(decision.thresholdFrom()).isEqualTo(Decision.Origin.OPTION);
  }

  @Test
  void theModelCardHoldsTheResultsForMachinesAndPeople() throws IOException {
    assertThat(eval("--gate", "accuracy>=0.1").exitCode()).isZero();
    assertThat(publish().exitCode()).isZero();
    Release release = releases.current("prod").orElseThrow();
    String card = Files.readString(root.directory().resolve(release.card()));
    String[] parts = card.split("---\n", 3);
    JsonNode front = YAML.readTree(parts[1]);
    assertThat(front.path("pipeline_tag").asText()).isEqualTo("text-classification");
    JsonNode result = front.path("model-index").get(0).path("results").get(0);
    assertThat(result.path("dataset").path("split").asText()).isEqualTo("test");
    assertThat(result.path("metrics").get(0).path("type").asText()).isEqualTo("f1");
    assertThat(result.path("metrics").get(0).path("value").asDouble())
        .isEqualTo(release.metrics().get("f1"));
    assertThat(parts[2])
        .startsWith("\n# prod, release 1\n")
        .contains("sin\\*cere, insincere", "| accuracy\\>=0.1", "Lineage");
  }

  @Test
  void theModelCardNamesTheDatasetThatWasMeasured() throws IOException {
    Artifact other = root.dataset("other", model, LABELS, Map.of(Split.TEST, examples));
    assertThat(eval("--dataset", other.uri()).exitCode()).isZero();
    assertThat(publish().exitCode()).isZero();
    Release release = releases.current("prod").orElseThrow();
    assertThat(Files.readString(root.directory().resolve(release.card())))
        .contains("name: \"dataset-" + other.manifest().key().substring(0, 12) + "\"");
  }

  @Test
  void theModelCardTellsWhatTheReleaseWasMadeOfAndMeasuredBy() throws IOException {
    Artifact other = root.dataset("other", model, LABELS, Map.of(Split.TEST, examples));
    assertThat(eval("--dataset", other.uri()).exitCode()).isZero();
    assertThat(publish().exitCode()).isZero();
    Release release = releases.current("prod").orElseThrow();
    assertThat(Files.readString(root.directory().resolve(release.card())))
        .contains(
            "## Lineage\n\n"
                + line("model", TinyRoot.PRETRAINED.key(), TinyRoot.PRETRAINED.digest())
                + line("dataset", dataset.manifest())
                + line("classifier", release.classifier())
                + line("dataset it was measured on", other.manifest())
                + line("evaluation", currentEvaluation().manifest())
                + "* published ");
  }

  private static String line(String role, Manifest manifest) {
    return line(role, manifest.key(), manifest.digest());
  }

  private static String line(String role, @Nullable String key, String digest) {
    return "* %s `%s`, digest `%s`\n".formatted(role, key, digest);
  }

  @Test
  void theSameAgainIsAlreadyPublished() {
    assertThat(eval().exitCode()).isZero();
    assertThat(publish().exitCode()).isZero();
    CommandResult again = publish();
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("prod@1 is this classifier with this decision already");
    assertThat(releases.history("prod")).hasSize(1);
  }

  @Test
  void goingBackIsANewReleaseAndTwoStepsGoTwoBack() {
    for (String threshold : List.of("0.2", "0.3", "0.4")) {
      assertThat(eval("--threshold", threshold).exitCode()).isZero();
      assertThat(publish().exitCode()).isZero();
    }
    assertThat(publish("--rollback").exitCode()).isZero();
    assertThat(releases.current("prod").orElseThrow().threshold()).isEqualTo(0.3);
    assertThat(publish("--rollback").exitCode()).isZero();
    Release oldest = releases.current("prod").orElseThrow();
    assertThat(oldest.threshold()).isEqualTo(0.2);
    assertThat(oldest.label()).isEqualTo("prod@5");
    assertThat(oldest.restores()).isOne();
    CommandResult further = publish("--rollback");
    assertThat(further.exitCode()).isEqualTo(4);
    assertThat(further.lastLine())
        .isEqualTo("publish: prod@1 is the first release of its name; there is none to go back to");
    assertThat(publish("--history").out().lines())
        .hasSize(5)
        .first()
        .asString()
        .startsWith("prod@5  ")
        .endsWith("  restores prod@1  (current)");
  }

  @Test
  void aReleaseThatWasWithdrawnDoesNotComeBack() {
    publishThreshold("0.2");
    publishThreshold("0.3");
    assertThat(publish("--rollback").exitCode()).isZero();
    publishThreshold("0.4");
    assertThat(publish("--rollback").exitCode()).isZero();
    Release current = releases.current("prod").orElseThrow();
    assertThat(current.label()).isEqualTo("prod@5");
    assertThat(current.restores()).isOne();
    assertThat(current.threshold()).isEqualTo(0.2);
  }

  private void publishThreshold(String threshold) {
    assertThat(eval("--threshold", threshold).exitCode()).isZero();
    assertThat(publish().exitCode()).isZero();
  }

  @Test
  void anEvaluationThatDidNotPassItsGateDoesNotGoOut() {
    assertThat(eval("--gate", "f1>=1.1").exitCode()).isZero();
    CommandResult result = publish();
    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.lastLine()).contains(" did not pass its gate: f1>=1.1: is ");
    assertNothingMoved();
  }

  @Test
  void aClassifierThatSaysSomethingElseThanInTrainingDoesNotGoOut() throws IOException {
    writeCanary(0.5f);
    root.classifier(Files.move(model, temporary.resolve("other")), dataset);
    assertThat(eval().exitCode()).isZero();
    CommandResult result = publish();
    assertThat(result.exitCode()).isEqualTo(6);
    assertThat(result.lastLine()).contains("row c0 of canary.jsonl gives other logits");
    assertNothingMoved();
  }

  @Test
  void whoeverWasComparedWithAnOlderReleaseIsToldToCompareAgain() {
    assertThat(eval("--threshold", "0.2").exitCode()).isZero();
    assertThat(publish().exitCode()).isZero();
    assertThat(eval("--threshold", "0.3", "--champion", "prod").exitCode()).isZero();
    String compared = evaluation();
    assertThat(eval("--threshold", "0.4").exitCode()).isZero();
    assertThat(publish().exitCode()).isZero();
    CommandResult late = publish("--evaluation", compared);
    assertThat(late.exitCode()).isEqualTo(7);
    assertThat(late.lastLine())
        .endsWith(
            "was compared with prod@1, but prod@2 is the current release; run eval again with"
                + " --champion prod");
    assertThat(releases.history("prod")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"--champion=prod, --gate=accuracy>=0", "--split=test, --gate=f1>=champion-1"})
  void whoeverHadNoChampionToBeatMustBeatTheOneThatCameMeanwhile(String champion, String gate) {
    assertThat(eval("--threshold", "0.2", champion, gate).exitCode()).isZero();
    String early = evaluation();
    publishThreshold("0.3");
    CommandResult late = publish("--evaluation", early);
    assertThat(late.exitCode()).isEqualTo(7);
    assertThat(late.lastLine())
        .endsWith(
            "was compared with no champion, but prod@1 is the current release; run eval again with"
                + " --champion prod");
    assertThat(releases.history("prod")).hasSize(1);
  }

  @Test
  void whoeverBeatsTheChampionBecomesItAndTheFirstHasNoneToBeat() {
    for (String threshold : List.of("0.2", "0.3")) {
      assertThat(
              eval("--threshold", threshold, "--champion", "prod", "--gate", "f1>=champion-1")
                  .exitCode())
          .isZero();
      assertThat(publish().exitCode()).isZero();
    }
    assertThat(releases.history("prod")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "validation"})
  void whatWasMeasuredOnASplitThatTrainingSawDoesNotGoOut(String split) {
    assertThat(eval("--split", split).exitCode()).isZero();
    CommandResult result = publish();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.lastLine())
        .isEqualTo(
            "publish: %s measured the %s split, but a release is judged by the test split; run eval with --split test and publish that"
                .formatted(evaluation(), split));
    assertNothingMoved();
  }

  @Test
  void aDryRunPublishesNothing() {
    assertThat(eval().exitCode()).isZero();
    CommandResult result = publish("--dry-run");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("would publish prod@1");
    assertNothingMoved();
  }

  /** The second publishes in a process of its own while the first loads its classifier. */
  @Test
  void ofTwoThatPublishAtOnceOneWinsAndTheOtherIsTold() throws Exception {
    assertThat(eval("--threshold", "0.2").exitCode()).isZero();
    String slow = evaluation();
    assertThat(eval("--threshold", "0.3").exitCode()).isZero();
    String fast = evaluation();
    AtomicInteger exitOfFast = new AtomicInteger(-1);

    CommandResult told =
        CommandResult.of(
            "loaded afresh: ",
            () -> exitOfFast.set(published(fast)),
            () ->
                Commands.run(
                    new PublishCommand(), withRoot("--release", "prod", "--evaluation", slow)));

    assertThat(exitOfFast).hasValue(0);
    assertThat(told.exitCode()).isEqualTo(7);
    Release winner = releases.current("prod").orElseThrow();
    assertThat(winner.threshold()).isEqualTo(0.3);
    assertThat(told.lastLine())
        .isEqualTo(
            "publish: prod@1 was published by somebody else meanwhile (run %s, %s); nothing was changed. Evaluate against it and publish again"
                .formatted(winner.run(), winner.publishedAt()));
    assertThat(releases.history("prod")).hasSize(1);
    try (Stream<Path> cards = Files.walk(root.directory().resolve("releases/prod/cards"))) {
      assertThat(cards.filter(Files::isRegularFile))
          .containsExactly(root.directory().resolve(winner.card()));
    }
  }

  private int published(String evaluation) {
    try {
      return start(evaluation, "fast.log").waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process start(String evaluation, String log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PublishCommand.class.getName(),
            "--root",
            root.directory().toString(),
            "--release",
            "prod",
            "--evaluation",
            evaluation,
            "--threads",
            "1")
        .redirectErrorStream(true)
        .redirectOutput(temporary.resolve(log).toFile())
        .start();
  }

  private void assertNothingMoved() {
    assertThat(root.directory().resolve("releases")).doesNotExist();
  }

  /** Whether every printed label is that of the threshold. */
  private static boolean calls(CommandResult result, double threshold) {
    return result
        .out()
        .lines()
        .allMatch(
            line -> {
              String[] fields = line.split(" +");
              double probability = Double.parseDouble(fields[1]);
              double positive = fields[0].equals("insincere") ? probability : 1 - probability;
              return fields[0].equals("insincere") == (positive >= threshold);
            });
  }

  private void writeCanary(float error) throws IOException {
    List<String> texts = TinyRoot.texts(8, 3);
    StringBuilder lines = new StringBuilder();
    try (TextClassifier classifier =
        TextClassifier.load(
            model, ClassifierInfoFile.read(model), new ModelOptions("cpu", Precision.FP32, 1))) {
      float[][] logits = classifier.logits(texts, null);
      for (int i = 0; i < logits.length; i++) {
        lines.append(
            "{\"id\":\"c%d\",\"text\":\"%s\",\"logits\":[%s,%s]}\n"
                .formatted(i, texts.get(i), logits[i][0], logits[i][1] + error));
      }
    }
    Files.writeString(model.resolve("canary.jsonl"), lines);
  }

  private Artifact currentEvaluation() {
    return root.artifacts().require(ArtifactType.EVALUATION, evaluation());
  }

  private String evaluation() {
    return new References(root.artifacts().blobs())
        .find("default", ArtifactType.EVALUATION)
        .orElseThrow()
        .uri();
  }

  private CommandResult eval(String... options) {
    return CommandResult.of(() -> Commands.run(new EvalCommand(), withRoot(options)));
  }

  private CommandResult publish(String... options) {
    return CommandResult.of(
        () ->
            Commands.run(
                new PublishCommand(),
                withRoot(
                    Stream.concat(Stream.of("--release", "prod"), Stream.of(options))
                        .toArray(String[]::new))));
  }

  private CommandResult predict(String reference, String... texts) {
    return CommandResult.of(
        () ->
            Commands.run(
                new PredictCommand(new ByteArrayInputStream(new byte[0])),
                withRoot(
                    Stream.concat(Stream.of("--classifier", reference), Stream.of(texts))
                        .toArray(String[]::new))));
  }

  private static CommandResult below(TinyRoot root, StepCommand command, String... options) {
    return CommandResult.of(() -> Commands.run(command, withRoot(root, options)));
  }

  private static CommandResult below(TinyRoot root, PlainCommand command, String... options) {
    return CommandResult.of(() -> Commands.run(command, withRoot(root, options)));
  }

  private String[] withRoot(String... options) {
    return withRoot(root, options);
  }

  private static String[] withRoot(TinyRoot root, String... options) {
    return Stream.concat(Stream.of("--root", root.directory().toString()), Stream.of(options))
        .toArray(String[]::new);
  }
}
