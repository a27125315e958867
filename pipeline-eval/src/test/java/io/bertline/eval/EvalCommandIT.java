package io.bertline.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.References;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.bert.TextClassifier;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.cli.Commands;
import io.bertline.dataset.Split;
import io.bertline.tiny.CommandResult;
import io.bertline.tiny.TinyModel;
import io.bertline.tiny.TinyRoot;
import io.bertline.tiny.TinyRoot.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandIT {
  private static final List<String> LABELS = List.of("sincere", "insincere");
  private static final List<String> FOUR = List.of("act", "body", "food", "time");
  private static final double THRESHOLD = 0.4;
  private static final double TEMPERATURE = 1.7;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path temporary;
  private TinyRoot root;
  private Path model;

  @BeforeEach
  void prepare() throws IOException {
    root = new TinyRoot(temporary.resolve("root"));
    model = Files.createDirectory(temporary.resolve("model"));
  }

  @Test
  void everyNumberOfABinaryEvaluationIsThatOfAnIndependentComputation() throws IOException {
    List<Example> rows = binaryRows(400);
    trainedOn(rows);

    CommandResult result = eval();

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode metrics = json("metrics.json");
    ReferenceMetrics reference = ReferenceMetrics.of(scores("test"), TEMPERATURE);
    assertThat(metrics.path("rows").asLong()).isEqualTo(400);
    reference.assertBinary(metrics, THRESHOLD);
    JsonNode summary = json("summary.json");
    assertThat(summary.path("f1").asDouble())
        .isEqualTo(metrics.path("headline").path("f1").path("value").asDouble());
    assertThat(summary.path("rows").asLong()).isEqualTo(400);
    assertThat(summary.path("rowsPerSecond").asDouble()).isPositive();
    assertThat(json("decision.json"))
        .isEqualTo(
            JSON.readTree(
                """
                {"formatVersion":1,"labels":["sincere","insincere"],"positiveLabel":"insincere",
                 "threshold":0.4,"thresholdFrom":"CLASSIFIER",
                 "temperature":1.7,"temperatureFrom":"CLASSIFIER",
                 "thresholdFor":null,"blessed":true,"gate":null}
                """));
  }

  @Test
  void everyNumberOfAnEvaluationOfFourLabelsIsThatOfAnIndependentComputation() throws IOException {
    TinyModel.write(model, FOUR, 0.5, TEMPERATURE, 1);
    List<Example> rows = rowsOfFour(300);
    Artifact dataset = root.dataset("d", model, FOUR, Map.of(Split.TEST, rows));
    root.classifier(model, dataset);

    CommandResult result = eval();

    assertThat(result.exitCode()).as(result.err()).isZero();
    ReferenceMetrics.of(scores("test"), TEMPERATURE).assertMulticlass(json("metrics.json"), FOUR);
    assertThat(json("decision.json").path("threshold").isNull()).isTrue();
    assertThat(eval("--threshold", "0.3").exitCode()).isEqualTo(2);
  }

  @Test
  void scoresAreThoseOfTheClassifierRowByRowInTheOrderOfTheSplit() throws IOException {
    List<Example> rows = binaryRows(150);
    trainedOn(rows);

    assertThat(eval("--batch-size", "7", "--precision", "fp32").exitCode()).isZero();

    List<JsonNode> scores = scores("test");
    assertThat(scores).hasSize(150);
    try (TextClassifier classifier = load()) {
      for (int i = 0; i < scores.size(); i++) {
        JsonNode score = scores.get(i);
        assertThat(score.path("id").asText()).isEqualTo("test-" + i);
        assertThat(score.path("label").asInt()).isEqualTo(rows.get(i).label());
        double expected =
            classifier.classify(List.of(rows.get(i).text())).get(0).probability("insincere");
        double z = score.path("logits").get(1).asDouble() - score.path("logits").get(0).asDouble();
        assertThat(1 / (1 + Math.exp(-z / TEMPERATURE))).isCloseTo(expected, within(2e-6));
      }
    }
  }

  @Test
  void aNewThresholdTakesTheScoresOfTheEvaluationBefore() throws IOException {
    Artifact classifier = trainedOn(binaryRows(200));
    assertThat(eval().exitCode()).isZero();
    List<JsonNode> before = scores("test");
    damage(root.file(classifier, "model.safetensors"));

    CommandResult result = eval("--threshold", "0.9");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(scores("test")).isEqualTo(before);
    assertThat(json("decision.json").path("thresholdFrom").asText()).isEqualTo("OPTION");
    ReferenceMetrics.of(before, TEMPERATURE).assertBinary(json("metrics.json"), 0.9);
  }

  @Test
  void slicesAreToldByLengthLabelCutsAndTheColumnsThatPrepCarried() throws IOException {
    trainedOn(binaryRows(400));
    assertThat(eval().exitCode()).isZero();
    List<JsonNode> slices = new ArrayList<>();
    json("slices.json").forEach(slices::add);
    assertThat(slices)
        .extracting(slice -> slice.path("group").asText())
        .contains("length", "label", "truncated", TinyRoot.SLICE_COLUMN);
    for (String group : List.of("length", "label", "truncated", TinyRoot.SLICE_COLUMN)) {
      assertThat(
              slices.stream()
                  .filter(slice -> slice.path("group").asText().equals(group))
                  .mapToLong(slice -> slice.path("rows").asLong())
                  .sum())
          .as(group)
          .isEqualTo(400);
    }
    assertThat(slices)
        .extracting(slice -> slice.path("name").asText())
        .contains("channel = mail", "channel = web", "cut at 24 tokens");
    assertThat(lines("uncertain.jsonl")).hasSize(100);
    assertThat(lines("label-errors.jsonl")).isNotEmpty();
  }

  @Test
  void anEvaluationThatExistsIsNotMadeAgain() {
    trainedOn(binaryRows(60));
    assertThat(eval().exitCode()).isZero();
    Artifact first = evaluation();

    CommandResult result = eval("--threads", "1", "--batch-size", "3");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("is up to date");
    assertThat(evaluation().uri()).isEqualTo(first.uri());
  }

  @Test
  void theMostConfidentErrorsCarryTheirText() throws IOException {
    List<Example> rows = binaryRows(400);
    trainedOn(rows);
    assertThat(eval().exitCode()).isZero();

    List<JsonNode> errors = lines("errors.jsonl");

    long wrong = ReferenceMetrics.of(scores("test"), TEMPERATURE).wrong(THRESHOLD);
    assertThat(errors).isNotEmpty().hasSizeLessThanOrEqualTo((int) wrong);
    double last = 1;
    for (JsonNode error : errors) {
      int row = Integer.parseInt(error.path("id").asText().substring("test-".length()));
      assertThat(error.path("text").asText()).isEqualTo(rows.get(row).text());
      assertThat(error.path("label").asText()).isEqualTo(LABELS.get(rows.get(row).label()));
      assertThat(error.path("called").asText()).isNotEqualTo(error.path("label").asText());
      assertThat(error.path("confidence").asDouble()).isLessThanOrEqualTo(last);
      last = error.path("confidence").asDouble();
    }
  }

  @Test
  void rowsOfAForeignDatasetThatWereTrainedOnAreLeftOut() throws IOException {
    List<Example> rows = binaryRows(100);
    List<Example> trained = new ArrayList<>();
    for (Example row : rows.subList(10, 30)) {
      trained.add(new Example(row.label(), "  " + row.text().toUpperCase(java.util.Locale.ROOT)));
    }
    writeBinaryModel();
    Artifact own = root.dataset("own", model, LABELS, Map.of(Split.TRAIN, trained));
    root.classifier(model, own);
    Artifact foreign = root.dataset("foreign", model, LABELS, Map.of(Split.TEST, rows));

    CommandResult result = eval("--dataset", foreign.uri());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(json("summary.json").path("rowsSeenInTraining").asLong()).isEqualTo(20);
    assertThat(scores("test").stream().map(score -> score.path("id").asText()))
        .hasSize(80)
        .contains("test-9", "test-30")
        .doesNotContain("test-10", "test-29");
    for (JsonNode error : lines("errors.jsonl")) {
      int row = Integer.parseInt(error.path("id").asText().substring("test-".length()));
      assertThat(error.path("text").asText()).isEqualTo(rows.get(row).text());
    }
  }

  @Test
  void otherLabelsThanTheClassifiersAreRefused() {
    writeBinaryModel();
    Artifact dataset =
        root.dataset("d", model, List.of("no", "yes"), Map.of(Split.TEST, binaryRows(10)));
    Artifact classifier = root.classifier(model, dataset);

    assertFailure(
        2,
        "eval: "
            + classifier.uri()
            + " has the labels [sincere, insincere], "
            + dataset.uri()
            + " has [no, yes]; prepare the dataset again with the classifier's --labels");
  }

  @Test
  void anotherTokenizerThanTheClassifiersIsRefused() throws IOException {
    writeBinaryModel();
    Path other = Files.createDirectory(temporary.resolve("other"));
    String tokenizer = Files.readString(model.resolve("tokenizer.json"));
    Files.writeString(other.resolve("tokenizer.json"), tokenizer.replace("\"w49\"", "\"another\""));
    Artifact dataset = root.dataset("d", other, LABELS, Map.of(Split.TEST, binaryRows(10)));
    root.classifier(model, dataset);

    assertFailure(2, "was made with tokenizer ");
  }

  @Test
  void aSplitThatIsMissingEmptyOrOfOneLabelCannotBeMeasured() {
    writeBinaryModel();
    List<Example> one = List.of(new Example(0, "w5"), new Example(0, "w6"));
    Artifact dataset =
        root.dataset(
            "d", model, LABELS, Map.of(Split.TEST, one, Split.VALIDATION, List.<Example>of()));
    root.classifier(model, dataset);

    assertFailure(
        3,
        "eval: "
            + dataset.uri()
            + ": all 2 rows of the test split have the same label, nothing can be told apart;"
            + " prepare it with a larger --test-size");
    assertFailure(3, "the validation split has no row to measure", "--split", "validation");
    assertFailure(4, "has no train split, only test, validation", "--split", "train");
    assertFailure(2, "--split", "--split", "tset");
  }

  @Test
  void weightsThatAreNotNumbersAreRefusedNamingTheRow() {
    TinyModel.write(model, LABELS, THRESHOLD, TEMPERATURE, Float.NaN);
    Artifact dataset =
        root.dataset(
            "d",
            model,
            LABELS,
            Map.of(Split.TEST, List.of(new Example(0, "w5"), new Example(1, "w6"))));
    root.classifier(model, dataset);

    assertFailure(6, "gives row test-0 the logit NaN");
  }

  @Test
  void aCorruptShardIsNamedAndNothingIsCommitted() throws IOException {
    List<Example> rows = binaryRows(50);
    Artifact dataset = root.dataset("d", model, LABELS, Map.of(Split.TEST, rows));
    root.classifier(model, dataset);
    damage(root.file(dataset, "test-00001-of-00002.tfrecord"));

    assertFailure(6, "test-00001-of-00002.tfrecord: record ");
  }

  @Test
  void aThresholdThatIsNoProbabilityIsRefused() {
    trainedOn(binaryRows(10));
    assertFailure(
        2, "--threshold is '1.5', expected tuned or a number from 0 to 1", "--threshold", "1.5");
    assertFailure(2, "--threshold is 'NaN'", "--threshold", "NaN");
    assertFailure(2, "--batch-size is 0, expected 1 to 4096", "--batch-size", "0");
  }

  @Test
  void aRootWithoutClassifierSaysHowToMakeOne() {
    assertFailure(4, "make one with 'train'");
  }

  @Test
  void theReportShowsHostileTextAndHasNoActiveContent() throws IOException {
    String html = "<script>alert('w5')</script><img src=x onerror=alert(1)> & \"w6\"";
    String rightToLeft = "\u202Ew7 لماذا יש \u2066w8";
    String long10Megabytes = "w9 ".repeat(10 << 20 >> 1).trim();
    List<Example> rows = new ArrayList<>();
    for (String text : List.of(html, rightToLeft, long10Megabytes.substring(0, 10 << 20))) {
      rows.add(new Example(0, text));
      rows.add(new Example(1, text));
    }
    trainedOn(rows);

    assertThat(eval().exitCode()).isZero();

    String page = Files.readString(root.file(evaluation(), "report.html"));
    assertThat(page)
        .contains("&lt;script&gt;alert(")
        .contains("⟨U+202E⟩")
        .doesNotContain("\u202E", "<script", "<img", "<link", "<iframe", "javascript:", "url(");
    assertThat(page.replaceAll("&[a-z#0-9]+;", "")).doesNotContainPattern("<[^>]* on[a-z]+=");
    assertThat(page.length()).isLessThan(200_000);
    assertThat(lines("errors.jsonl")).isNotEmpty();
    assertThat(Files.size(root.file(evaluation(), "errors.jsonl"))).isLessThan(100_000);
  }

  private List<Example> binaryRows(int count) {
    writeBinaryModel();
    return TinyRoot.mostlyAsTheModelSays(model, TinyRoot.texts(count, 7), 3);
  }

  private static List<Example> rowsOfFour(int count) {
    List<String> texts = TinyRoot.texts(count, 11);
    return texts.stream().map(text -> new Example(text.hashCode() >>> 3 & 3, text)).toList();
  }

  private void writeBinaryModel() {
    if (Files.notExists(model.resolve("config.json"))) {
      TinyModel.write(model, LABELS, THRESHOLD, TEMPERATURE, 1);
    }
  }

  private TextClassifier load() {
    return TextClassifier.load(
        model, ClassifierInfoFile.read(model), new ModelOptions("cpu", Precision.FP32, 1));
  }

  private Artifact trainedOn(List<Example> test) {
    writeBinaryModel();
    return root.classifier(model, root.dataset("d", model, LABELS, Map.of(Split.TEST, test)));
  }

  private CommandResult eval(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("--root", root.directory().toString()), Stream.of(options))
            .toArray(String[]::new);
    return CommandResult.of(() -> Commands.run(new EvalCommand(), arguments));
  }

  private void assertFailure(int exitCode, String message, String... options) {
    CommandResult result = eval(options);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).contains(message);
    Path evaluations = root.directory().resolve("evaluations");
    assertThat(evaluations)
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
  }

  private Artifact evaluation() {
    return root.artifacts()
        .require(
            ArtifactType.EVALUATION,
            new References(root.artifacts().blobs())
                .find("default", ArtifactType.EVALUATION)
                .orElseThrow()
                .uri());
  }

  private JsonNode json(String file) throws IOException {
    return JSON.readTree(evaluation().read(file));
  }

  private List<JsonNode> scores(String split) throws IOException {
    return lines("scores-" + split + ".jsonl");
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(root.file(evaluation(), file))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static void damage(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x40;
    bytes[3] ^= 0x40;
    Files.write(file, bytes);
  }
}
