package io.bertline.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactFile;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.bert.Prediction;
import io.bertline.bert.TextClassifier;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.dataset.Split;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command on a model and datasets so small that a training takes a second. */
final class TrainCommandIT {
  private static final Map<Split, Integer> ROWS = Map.of(Split.TRAIN, 240, Split.VALIDATION, 60);

  private static final ModelOptions FP32 = new ModelOptions("cpu", Precision.FP32, 1);

  private static final Map<String, String> RECIPE =
      Map.of(
          "--threads", "1",
          "--precision", "fp32",
          "--learning-rate", "2e-3",
          "--batch-size", "16",
          "--epochs", "4");

  @TempDir private Path root;
  @TempDir private Path tokenizer;
  private TinyProject project;

  @BeforeEach
  void makeModel() throws IOException {
    project = new TinyProject(root, tokenizer);
    project.model();
  }

  @AfterEach
  void closeProject() {
    project.close();
  }

  /** Runs the command with a recipe that suits the model, and with these options beside it. */
  private CommandRun train(String... options) {
    return CommandRun.train(root, RECIPE, options);
  }

  @Test
  void aClassifierOfTwoLabelsIsTrainedFromEndToEnd() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    CommandRun run = train();

    assertThat(run.exitCode()).describedAs(run.err()).isZero();
    Artifact classifier = project.classifier();
    assertThat(classifier.manifest().files().stream().filter(ArtifactFile::content))
        .extracting(ArtifactFile::path)
        .containsExactly(
            "README.md",
            "canary.jsonl",
            "classifier.json",
            "config.json",
            "model.safetensors",
            "tokenizer.json",
            "tokenizer_config.json");
    assertThat(classifier.manifest().files().stream().filter(file -> !file.content()))
        .extracting(ArtifactFile::path)
        .containsExactly("history.jsonl", "report.html", "summary.json");
    assertThat(run.err())
        .contains("  model       BERT of 2 layers, hidden 32, 4 heads, feed-forward 64; 2 labels\n")
        .contains("  parameters  20,353 trained, 0 frozen: embeddings 2,176, 2 layers of 8,544,")
        .contains("  steps       60 of 16 rows in 4 epochs, ")
        .contains("  runs on     cpu, 1 thread, fp32; about 1.1 GB of memory\n")
        .contains("  * kept, the best by average precision\n");
    JsonNode summary = json(classifier, "summary.json");
    assertThat(summary.path("validation_average_precision").asDouble()).isGreaterThan(0.99);
    assertThat(summary.path("validation_f1").asDouble()).isGreaterThan(0.9);
    assertThat(summary.path("precision").asText()).isEqualTo("fp32");
    assertThat(summary.path("steps").asInt()).isEqualTo(60);
  }

  @Test
  void theWrittenClassifierIsLoadedAndClassifies() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);
    train();
    Path directory = Path.of(project.classifier().uri());
    ClassifierInfo info = ClassifierInfoFile.read(directory);

    try (TextClassifier classifier = TextClassifier.load(directory, info, FP32)) {
      List<Prediction> predictions =
          classifier.classify(List.of("the film was great", "a very poor book"));
      assertThat(predictions).extracting(Prediction::label).containsExactly("good", "bad");
    }
    assertThat(info.labels()).containsExactly("bad", "good");
    assertThat(info.positiveLabel()).isEqualTo("good");
    assertThat(info.maxLength()).isEqualTo(TinyProject.MAX_LENGTH);
  }

  @Test
  void canaryRowsAreGivenTheirLogitsAgain() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);
    train();
    Path directory = Path.of(project.classifier().uri());
    ClassifierInfo info = ClassifierInfoFile.read(directory);

    List<JsonNode> rows = lines(project.classifier(), "canary.jsonl");

    assertThat(rows).hasSize(32);
    try (TextClassifier classifier = TextClassifier.load(directory, info, FP32)) {
      for (JsonNode row : rows) {
        Prediction prediction = classifier.classify(List.of(row.path("text").asText())).get(0);
        double z = row.path("logits").get(1).asDouble() / info.temperature();
        assertThat(row.path("logits").get(0).asDouble()).isZero();
        assertThat(prediction.probabilities().get("good"))
            .isCloseTo(1 / (1 + Math.exp(-z)), within(1e-5));
      }
    }
  }

  @Test
  void theSameTrainingTwiceGivesTheSameBytes() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    train();
    Artifact first = project.classifier();
    CommandRun again = train("--force");
    Artifact second = project.classifier();

    assertThat(again.exitCode()).isZero();
    assertThat(second.uri()).isNotEqualTo(first.uri());
    assertThat(second.manifest().digest()).isEqualTo(first.manifest().digest());
    assertThat(second.file("model.safetensors").crc32c())
        .isEqualTo(first.file("model.safetensors").crc32c());
  }

  @Test
  void anotherSeedGivesAnotherClassifier() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    train();
    Artifact first = project.classifier();
    train("--seed", "7");

    assertThat(project.classifier().file("model.safetensors").crc32c())
        .isNotEqualTo(first.file("model.safetensors").crc32c());
  }

  @Test
  void anUpToDateClassifierIsNotTrainedAgain() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    train();
    CommandRun again = train("--threads", "2", "--track", "none");

    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("is up to date");
  }

  @Test
  void threeLabelsAreTold() throws IOException {
    project.dataset(List.of("bad", "good", "late"), ROWS);

    CommandRun run =
        train("--class-weights", "balanced", "--label-smoothing", "0.1", "--epochs", "10");

    assertThat(run.exitCode()).describedAs(run.err()).isZero();
    JsonNode summary = json(project.classifier(), "summary.json");
    assertThat(summary.path("validation_macro_f1").asDouble()).isGreaterThan(0.9);
    assertThat(summary.has("threshold")).isFalse();
    assertThat(json(project.classifier(), "config.json").path("id2label").path("2").asText())
        .isEqualTo("late");
  }

  @Test
  void labelsThatWouldLikeToActAreOnlyText() throws IOException {
    List<String> labels = List.of("no: [x]\n---\n# |", "<script>alert(1)</script>");
    project.dataset(labels, ROWS);

    CommandRun run = train("--max-steps", "1");

    assertThat(run.exitCode()).describedAs(run.err()).isZero();
    Artifact classifier = project.classifier();
    assertThat(json(classifier, "config.json").path("id2label").path("0").asText())
        .isEqualTo(labels.get(0));
    assertThat(new String(classifier.read("report.html"), UTF_8)).doesNotContain("<script");
    String card = new String(classifier.read("README.md"), UTF_8);
    assertThat(card).doesNotContain("<script").contains("no\\: \\[x\\] \\-\\-\\- \\# \\|");
    String[] parts = card.split("---\n", 3);
    assertThat(new YAMLMapper().readTree(parts[1]).path("pipeline_tag").asText())
        .isEqualTo("text-classification");
  }

  @Test
  void historyHasALineForEachValidationAndTensorBoardTheSameCurves() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);
    train();

    List<JsonNode> lines = lines(project.classifier(), "history.jsonl");

    assertThat(lines.stream().filter(line -> line.path("type").asText().equals("validation")))
        .extracting(line -> line.path("epoch").asInt())
        .containsExactly(1, 2, 3, 4);
    assertThat(lines.stream().filter(line -> line.path("type").asText().equals("steps")))
        .hasSize(60)
        .allSatisfy(line -> assertThat(line.path("loss").isNumber()).isTrue());
    assertThat(project.store().list("tracking/default/"))
        .hasSize(4)
        .allSatisfy(blob -> assertThat(blob.name()).contains("/tensorboard/events.out.tfevents."));
  }

  @Test
  void nothingIsTrackedWhenNothingIsAskedFor() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    train("--track", "none", "--max-steps", "2");

    assertThat(project.store().list("tracking/")).isEmpty();
  }

  @Test
  void maximumStepsEndTheRunInTheMiddleOfAnEpoch() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    CommandRun run = train("--max-steps", "20", "--accumulate", "1");

    assertThat(run.exitCode()).isZero();
    assertThat(validatedSteps()).containsExactly(15, 20);
  }

  @Test
  void batchesAreAccumulatedIntoFewerSteps() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    train("--accumulate", "4");

    assertThat(validatedSteps()).containsExactly(4, 8, 12, 16);
  }

  @Test
  void trainingStopsEarlyWhenNoEpochIsBetter() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    train("--epochs", "40", "--early-stopping", "1", "--learning-rate", "5e-3");

    assertThat(validatedSteps()).hasSizeLessThan(40);
    assertThat(new String(project.classifier().read("report.html"), UTF_8))
        .contains("It stopped early.");
  }

  @Test
  void theModelIsValidatedEverySoManySteps() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    train("--eval-steps", "25");

    assertThat(validatedSteps()).containsExactly(25, 50, 60);
    assertThat(new String(project.classifier().read("report.html"), UTF_8)).contains("step 50");
  }

  @Test
  void earlyStoppingCountsValidations() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    train("--eval-steps", "5", "--early-stopping", "2", "--learning-rate", "5e-3");

    assertThat(validatedSteps()).hasSizeLessThan(12);
  }

  @Test
  void whatIsFrozenStaysAndLowerLayersLearnSlower() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);
    Path pretrained = Path.of(project.model().uri());

    CommandRun run = train("--freeze-embeddings", "--layer-decay", "0.5", "--max-steps", "5");

    assertThat(run.exitCode()).describedAs(run.err()).isZero();
    Path trained = Path.of(project.classifier().uri());
    assertThat(change(pretrained, trained, "bert.embeddings.word_embeddings.weight")).isZero();
    assertThat(change(pretrained, trained, "bert.encoder.layer.0.output.dense.weight"))
        .isPositive()
        .isLessThan(0.7 * change(pretrained, trained, "bert.encoder.layer.1.output.dense.weight"));
    assertThat(new String(project.classifier().read("report.html"), UTF_8))
        .contains(" --freeze-embeddings --layer-decay 0.5 ");
  }

  /** Returns the greatest change of a number of a tensor. */
  private static double change(Path before, Path after, String tensor) {
    try (SafetensorsFile old = SafetensorsFile.open(before.resolve(ModelDirectory.WEIGHTS));
        SafetensorsFile changed = SafetensorsFile.open(after.resolve(ModelDirectory.WEIGHTS))) {
      ByteBuffer first = old.float32(tensor);
      ByteBuffer second = changed.float32(tensor);
      double change = 0;
      while (first.hasRemaining()) {
        change = Math.max(change, Math.abs(first.getFloat() - second.getFloat()));
      }
      return change;
    }
  }

  @Test
  void theLastModelIsKeptOnRequest() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    train("--keep", "last", "--eval-steps", "7");

    JsonNode summary = json(project.classifier(), "summary.json");
    assertThat(summary.path("best_step").asInt()).isEqualTo(60);
    assertThat(new String(project.classifier().read("README.md"), UTF_8))
        .contains("After step 60 of 60 (epoch 4), the end of the training.");
  }

  @Test
  void batchesByTokensAreCountedBeforeTheStart() throws IOException {
    project.dataset(List.of("bad", "good"), ROWS);

    CommandRun run = train("--batch-tokens", "128", "--accumulate", "2");

    assertThat(run.exitCode()).describedAs(run.err()).isZero();
    List<Integer> steps = validatedSteps();
    assertThat(steps).hasSize(4);
    JsonNode last = json(project.classifier(), "summary.json");
    assertThat(last.path("steps").asInt()).isEqualTo(steps.get(3));
    assertThat(run.err()).contains("(100 %)").doesNotContain("(101 %)");
  }

  @Test
  void theTutorialsRecipeIsOneFileAndNeedsNoTestSplit() throws IOException {
    project.dataset(List.of("0", "1"), ROWS);

    CommandRun run =
        CommandRun.train(
            root,
            Map.of("--threads", "1", "--precision", "fp32", "--project", "default"),
            "--params-file",
            TutorialParametersTest.FILE.toString());

    assertThat(run.exitCode()).describedAs(run.err()).isZero();
    assertThat(validatedSteps()).containsExactly(8, 16, 24, 32, 40);
    assertThat(json(project.classifier(), "summary.json").path("best_step").asInt()).isEqualTo(40);
    assertThat(project.classifier().manifest().parameters())
        .containsEntry("learning-rate", 2e-5)
        .containsEntry("head-dropout", 0.5)
        .containsEntry("schedule", "constant")
        .containsEntry("keep", "last");
  }

  private List<Integer> validatedSteps() throws IOException {
    return lines(project.classifier(), "history.jsonl").stream()
        .filter(line -> line.path("type").asText().equals("validation"))
        .map(line -> line.path("step").asInt())
        .toList();
  }

  private static JsonNode json(Artifact artifact, String file) throws IOException {
    return new JsonMapper().readTree(artifact.read(file));
  }

  private static List<JsonNode> lines(Artifact artifact, String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(artifact.uri()).resolve(file))) {
      lines.add(new JsonMapper().readTree(line));
    }
    return lines;
  }
}
