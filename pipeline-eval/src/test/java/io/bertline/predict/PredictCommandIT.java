package io.bertline.predict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.bert.Prediction;
import io.bertline.bert.TextClassifier;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.cli.Commands;
import io.bertline.dataset.Split;
import io.bertline.eval.EvalCommand;
import io.bertline.tiny.CommandResult;
import io.bertline.tiny.TinyModel;
import io.bertline.tiny.TinyRoot;
import io.bertline.tiny.TinyRoot.Example;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictCommandIT {
  private static final List<String> LABELS = List.of("sincere", "insin,cere");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path temporary;
  private TinyRoot root;
  private Path model;

  @BeforeEach
  void prepare() throws IOException {
    root = new TinyRoot(temporary.resolve("root"));
    model = Files.createDirectory(temporary.resolve("model"));
    TinyModel.write(model, LABELS, 0.6, 1.3, 1);
  }

  @Test
  void textsOfTheCommandLineGetALineEach() {
    CommandResult result = predict("", "--classifier", model.toString(), "w5 w6", "w7\nw8");

    assertThat(result.exitCode()).as(result.err()).isZero();
    List<Prediction> expected = classify(List.of("w5 w6", "w7\nw8"));
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(2);
    for (int i = 0; i < 2; i++) {
      String label = expected.get(i).label();
      assertThat(lines.get(i))
          .startsWith(label + " ")
          .contains(String.format("  %.3f  ", expected.get(i).probability(label)));
    }
    assertThat(lines.get(1)).endsWith("  w7 w8");
  }

  @Test
  void anEmptyTextOfTheCommandLineIsOneToo() {
    CommandResult result = predict("", "--classifier", model(), "w5", "", "w6");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(3);
  }

  @Test
  void aTextCannotActOnTheTerminal() {
    CommandResult result = predict("", "--classifier", model(), "w5\u202Ew6\u009B31mw7\u2028w8");
    assertThat(result.out()).endsWith("  w5 w6 31mw7 w8\n");
  }

  @Test
  void theProjectsClassifierIsTheDefault() {
    root.classifier(model, root.dataset("d", model, LABELS, Map.of()));
    assertThat(predict("", "w5").exitCode()).isZero();
  }

  @Test
  void rowsOfATableComeBackInTheirOrderOverManyWindows() throws IOException {
    List<String> texts = TinyRoot.texts(9_000, 5);
    Path input = temporary.resolve("in.csv");
    Files.writeString(
        input,
        "key,text\n"
            + IntStream.range(0, texts.size())
                .mapToObj(i -> "k" + i + "," + texts.get(i) + "\n")
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append));
    Path output = temporary.resolve("out/predictions.csv");

    CommandResult result =
        predict(
            "",
            "--classifier",
            model.toString(),
            "--input",
            input.toString(),
            "--id-column",
            "key",
            "--output",
            output.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    List<Prediction> expected = classify(texts);
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).hasSize(9_001);
    assertThat(lines.get(0)).isEqualTo("id,label,probability_sincere,\"probability_insin,cere\"");
    for (int i = 0; i < texts.size(); i++) {
      String line = lines.get(i + 1).replace("\"insin,cere\"", "insincere");
      String[] fields = line.split(",", -1);
      assertThat(fields[0]).isEqualTo("k" + i);
      assertThat(Double.parseDouble(fields[3]))
          .isCloseTo(expected.get(i).probability("insin,cere"), within(2e-6));
    }
  }

  @Test
  void quotedFieldsAreReadAndWrittenAsTheyAre() throws IOException {
    String text = "w5, \"w6\"\nwörld\u202E";
    String table = "\uFEFFn,text\r\n1,\"w5, \"\"w6\"\"\nwörld\u202E\"\r\n";

    CommandResult csv = predict(table, "--with-text", "--input", "-", "--classifier", model());
    CommandResult jsonl =
        predict(
            table,
            "--with-text",
            "--input",
            "-",
            "--output-format",
            "jsonl",
            "--classifier",
            model());

    assertThat(csv.out()).contains("\n2,\"w5, \"\"w6\"\"\nwörld\u202E\",");
    JsonNode row = JSON.readTree(jsonl.out());
    assertThat(row.path("id").asText()).isEqualTo("2");
    assertThat(row.path("text").asText()).isEqualTo(text);
    Prediction expected = classify(List.of(text)).get(0);
    assertThat(row.path("label").asText()).isEqualTo(expected.label());
    assertThat(row.path("probabilities").path("sincere").asDouble())
        .isCloseTo(expected.probability("sincere"), within(2e-6));
  }

  @Test
  void rowsThatCannotBeReadGoToTheDeadLettersAndTheRestIsLabelled() throws IOException {
    Path input = temporary.resolve("in.csv");
    String table = "id,text\na,w5\nb,\"w6\" w7\nc,\u00FF\nd\ne,w8\n";
    Files.write(input, table.getBytes(ISO_8859_1));
    Path dead = temporary.resolve("dead.jsonl");

    CommandResult result =
        predict(
            "",
            "--input",
            input.toString(),
            "--classifier",
            model(),
            "--dead-letters",
            dead.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().map(line -> line.substring(0, 2)))
        .containsExactly("id", "2,", "6,");
    assertThat(result.err())
        .contains(
            "2 rows labelled, 3 left out, the first: "
                + input
                + ": row 3 (byte 13): column 'text' has text behind its closing quote");
    List<JsonNode> letters = new ArrayList<>();
    for (String line : Files.readAllLines(dead)) {
      letters.add(JSON.readTree(line));
    }
    assertThat(letters.stream().map(letter -> letter.path("row").asLong()))
        .containsExactly(3L, 4L, 5L);
    assertThat(letters.get(0).path("raw").asText()).isEqualTo("b,\"w6\" w7\n");
    assertThat(letters.get(1).path("reason").asText()).contains("is not UTF-8");
    assertThat(letters.get(2).path("reason").asText()).isEqualTo("has 1 columns, the header has 2");
  }

  @Test
  void aTableOfBadRowsOnlyFailsAndLeavesNoOutputButItsDeadLetters() throws IOException {
    Path output = temporary.resolve("out.csv");
    Path dead = temporary.resolve("dead.jsonl");

    CommandResult result =
        predict(
            "id,text\na\n",
            "--input",
            "-",
            "--classifier",
            model(),
            "--output",
            output.toString(),
            "--dead-letters",
            dead.toString());

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.lastLine())
        .isEqualTo(
            "predict: standard input: row 2 (byte 8): has 1 columns, the header has 2; none of the"
                + " 1 rows is usable");
    assertThat(output).doesNotExist();
    assertThat(JSON.readTree(Files.readString(dead)).path("raw").asText()).isEqualTo("a\n");
  }

  @ParameterizedTest
  @CsvSource({"csv, 1", "csv, 3", "jsonl, 4", "csv, 9"})
  void thePartsOneAfterTheOtherAreTheWhole(String format, int count) throws IOException {
    Path input = temporary.resolve("in.csv");
    Files.writeString(input, "id,text\na,w5\nb,\"w6\nw6\"\nc\nd,w8\ne,w9\nf,w10\ng,w11\n");
    String[] options = {"--input", input.toString(), "--classifier", model()};
    Path whole = temporary.resolve("whole." + format);
    Path wholeDead = temporary.resolve("whole-dead.jsonl");
    CommandResult result =
        predict("", with(options, "--output=" + whole, "--dead-letters=" + wholeDead));
    assertThat(result.exitCode()).as(result.err()).isZero();

    StringBuilder parts = new StringBuilder();
    StringBuilder dead = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      Path part = temporary.resolve("part-" + i + "." + format);
      Path partDead = temporary.resolve("dead-" + i + ".jsonl");
      String share = "--part=" + i + "/" + count;
      CommandResult ofPart =
          predict("", with(options, share, "--output=" + part, "--dead-letters=" + partDead));
      assertThat(ofPart.exitCode()).as(ofPart.err()).isZero();
      parts.append(Files.readString(part));
      dead.append(Files.readString(partDead));
    }
    assertThat(withoutProbabilities(parts.toString()))
        .isEqualTo(withoutProbabilities(Files.readString(whole)))
        .hasLineCount(6 + header(format));
    assertThat(dead.toString()).isEqualTo(Files.readString(wholeDead)).hasLineCount(1);
  }

  /** Their last digits depend on the rows that are computed together. */
  private static String withoutProbabilities(String output) {
    return output.replaceAll("\\d\\.\\d+(E-\\d+)?", "P");
  }

  private static int header(String format) {
    return format.equals("csv") ? 1 : 0;
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void partsAreOfEqualSize() throws IOException {
    Path input = temporary.resolve("in.txt");
    Files.writeString(input, "w5\n".repeat(11));
    String[] options = {"--input", input.toString(), "--classifier", model()};
    List<Integer> sizes = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      String share = "--part=" + i + "/4";
      sizes.add(
          (int) predict("", with(options, share, "--output-format=jsonl")).out().lines().count());
    }
    assertThat(sizes).containsExactly(2, 3, 3, 3);
  }

  @Test
  void aPartThatIsNoneIsRefused() {
    for (String part : List.of("0/2", "3/2", "1", "1/0", "a/b")) {
      assertThat(predict("", "w5", "--classifier", model(), "--part", part).lastLine())
          .isEqualTo(
              "predict: --part is '" + part + "', expected I/N with I from 1 to N, as in 2/8");
    }
    assertFailure(
        2,
        "--part needs an --input that can be read twice, not standard input",
        "text\nw5\n",
        "--input=-",
        "--part=1/2");
  }

  @Test
  void everyLineOfPlainTextIsARow() {
    CommandResult result =
        predict("w5\n\r\nw6", "--input", "-", "--format", "text", "--classifier", model());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().map(line -> line.substring(0, 2)))
        .containsExactly("id", "1,", "2,", "3,");
  }

  @ParameterizedTest
  @CsvSource({"text, w5", "jsonl, '{\"text\":\"w5\"}'", "csv, 'text\nw5'"})
  void utf16IsRefusedAndAByteOrderMarkLeftOut(String format, String content) throws IOException {
    Path utf16 = temporary.resolve("utf16." + format);
    Files.write(utf16, ("\uFEFF" + content).getBytes(UTF_16LE));
    Path output = temporary.resolve("out.csv");
    String[] options = {"--format", format, "--output", output.toString()};
    assertFailure(
        3, utf16 + ": is UTF-16; save it as UTF-8", "", with(options, "--input=" + utf16));
    assertThat(output).doesNotExist();

    CommandResult marked =
        predict(
            "\uFEFF" + content,
            "--input=-",
            "--with-text",
            "--format=" + format,
            "--classifier=" + model());
    assertThat(marked.out()).contains(",w5,").doesNotContain("\uFEFF");
  }

  @Test
  void jsonLinesAreReadByTheirMembers() {
    String lines =
        """
        {"body":"w5","n":17}
        {"body":null,"n":18}
        {"body":"w6","n":19} x
        [1]

        {"n":20,"body":"w7","more":{"deep":[1]}}
        """;

    CommandResult result =
        predict(
            lines,
            "--input",
            "-",
            "--format",
            "jsonl",
            "--text-column",
            "body",
            "--id-column",
            "n",
            "--classifier",
            model());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().map(line -> line.substring(0, 2)))
        .containsExactly("id", "17", "20");
    assertThat(result.err())
        .contains(
            "2 rows labelled, 4 left out, the first: standard input: row 2 (byte 21):"
                + " column 'body' is not a string");
  }

  @Test
  void aCompressedTableIsReadAndACutOneRefused() throws IOException {
    Path input = temporary.resolve("in.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(input))) {
      out.write(bytes("text\nw5\nw6\n"));
    }
    String[] arguments = {"--input", input.toString(), "--classifier", model()};
    assertThat(predict("", arguments).out().lines()).hasSize(3);

    byte[] whole = Files.readAllBytes(input);
    Files.write(input, java.util.Arrays.copyOf(whole, whole.length - 12));

    CommandResult result = predict("", arguments);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.lastLine())
        .contains("in.csv.gz: ends in the middle of its compressed data; fetch it again");
  }

  @Test
  void anEmptyTableIsRefusedAndAHeaderAloneGivesAHeader() {
    CommandResult empty = predict("", "--input", "-", "--classifier", model());
    assertThat(empty.exitCode()).isEqualTo(3);
    assertThat(empty.lastLine()).contains("standard input: is empty; expected a header line");

    CommandResult header = predict("text\n", "--input", "-", "--classifier", model());
    assertThat(header.exitCode()).isZero();
    assertThat(header.out()).isEqualTo("id,label,probability_sincere,\"probability_insin,cere\"\n");
  }

  @Test
  void whatIsMissingOrContradictoryIsNamed() {
    assertFailure(
        3,
        "standard input: has no column 'body', only id, text; give --text-column, or --format if"
            + " this is no table",
        "id,text\n1,w5\n",
        "--input",
        "-",
        "--text-column",
        "body");
    Path missing = temporary.resolve("none.csv");
    assertFailure(4, missing + ": does not exist", "", "--input", missing.toString());
    assertFailure(4, temporary + ": is a directory; name a file", "", "--input", "" + temporary);
    assertFailure(2, "give texts or --input, not both", "", "--input", "-", "w5");
    assertFailure(2, "nothing to label", "");
    assertFailure(2, "--threads is '0'", "", "--threads", "0", "w5");
    CommandResult none = predict("", "w5");
    assertThat(none.exitCode()).isEqualTo(4);
    assertThat(none.lastLine()).contains("has no classifier; make one with 'train'");
  }

  @Test
  void aTextOfTenMegabytesIsLabelled() {
    String text = "w5 ".repeat((10 << 20) / 3);

    CommandResult result =
        predict(text + "\nw6\n", "--input", "-", "--format", "text", "--classifier", model());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(3);
  }

  @Test
  void weightsThatAreNotNumbersAreRefused() throws IOException {
    Path broken = Files.createDirectory(temporary.resolve("broken"));
    TinyModel.write(broken, LABELS, 0.6, 1.3, Float.NaN);
    Path output = temporary.resolve("out.jsonl");

    CommandResult result =
        predict(
            "w5\n", "--input=-", "--format=text", "--classifier=" + broken, "--output=" + output);

    assertThat(result.exitCode()).isEqualTo(6);
    assertThat(result.lastLine())
        .startsWith(
            "predict: the classifier gives text 1 the logit NaN, its weights are unusable;");
    assertThat(output).doesNotExist();
  }

  @Test
  void predictSaysWhatEvalMeasured() throws IOException {
    List<String> texts = TinyRoot.texts(120, 8);
    List<Example> rows = texts.stream().map(t -> new Example(t.length() & 1, t)).toList();
    Artifact dataset = root.dataset("d", model, LABELS, Map.of(Split.TEST, rows));
    root.classifier(model, dataset);
    String[] eval = {"--root", root.directory().toString(), "--precision", "fp32"};
    assertThat(CommandResult.of(() -> Commands.run(new EvalCommand(), eval)).exitCode()).isZero();
    Path scores;
    try (Stream<Path> files = Files.walk(root.directory().resolve("evaluations"))) {
      scores = files.filter(file -> file.endsWith("scores-test.jsonl")).findFirst().orElseThrow();
    }

    CommandResult result =
        predict(
            String.join("\n", texts),
            "--input",
            "-",
            "--format",
            "text",
            "--output-format",
            "jsonl");

    List<String> predicted = result.out().lines().toList();
    List<String> measured = Files.readAllLines(scores);
    assertThat(predicted).hasSameSizeAs(measured).hasSize(120);
    for (int i = 0; i < predicted.size(); i++) {
      JsonNode logits = JSON.readTree(measured.get(i)).path("logits");
      double z = logits.get(1).asDouble() - logits.get(0).asDouble();
      double positive = 1 / (1 + Math.exp(-z / 1.3));
      JsonNode prediction = JSON.readTree(predicted.get(i));
      assertThat(prediction.path("probabilities").path("insin,cere").asDouble())
          .isCloseTo(positive, within(2e-6));
      assertThat(prediction.path("label").asText())
          .isEqualTo(positive >= 0.6 ? "insin,cere" : "sincere");
    }
  }

  private String model() {
    return model.toString();
  }

  private List<Prediction> classify(List<String> texts) {
    try (TextClassifier classifier =
        TextClassifier.load(
            model, ClassifierInfoFile.read(model), new ModelOptions("cpu", Precision.FP32, 1))) {
      return classifier.classify(texts);
    }
  }

  private CommandResult predict(String standardInput, String... options) {
    String[] arguments =
        Stream.concat(
                Stream.of("--root", root.directory().toString(), "--precision", "fp32"),
                Stream.of(options))
            .toArray(String[]::new);
    return CommandResult.of(
        () ->
            Commands.run(
                new PredictCommand(new ByteArrayInputStream(bytes(standardInput))), arguments));
  }

  private void assertFailure(int exitCode, String message, String input, String... options) {
    String[] arguments =
        Stream.concat(Stream.of("--classifier", model()), Stream.of(options))
            .toArray(String[]::new);
    CommandResult result = predict(input, arguments);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.lastLine()).contains(message);
    assertThat(result.out()).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
