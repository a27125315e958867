package io.bertline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionSourcesTest {
  @TempDir Path directory;

  @Test
  void eachSourceYieldsToTheOneBeforeIt() throws IOException {
    Path file = yaml("prep: {times: 4}");
    String json = "{\"prep\": {\"times\": 5}}";
    Map<String, String> variable = Map.of("BERTLINE_TIMES", "6");

    assertThat(times(Map.of())).isEqualTo(1);
    made(Map.of(), "--times", "3");
    assertThat(times(Map.of(), "--like", "project:default")).isEqualTo(3);
    assertThat(times(Map.of(), "--like", "project:default", "--params-file", file.toString()))
        .isEqualTo(4);
    assertThat(times(Map.of(), "--params-file", file.toString(), "--params", json)).isEqualTo(5);
    assertThat(times(variable, "--params-file", file.toString(), "--params", json)).isEqualTo(6);
    assertThat(times(variable, "--params", json, "--times", "7")).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"--times=,5", "'--times ',5", "--learning-rate=,5", "'--labels ',5"})
  void anEmptyStringIsNotGiven(String empty, int expected) {
    List<String> arguments = new ArrayList<>(List.of("--params", "{\"prep\": {\"times\": 5}}"));
    arguments.addAll(Arrays.asList(empty.split(" ", -1)));
    arguments.add("--keep");
    Map<String, String> variables = Map.of("BERTLINE_TIMES", "", "BERTLINE_PROJECT", "");
    CommandRun run = dry(variables, arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("--keep: false -> true").contains("--times: 1 -> " + expected);
  }

  /** Compose and Argo give every container every variable. */
  @Test
  void anEmptyVariableSetsNoFlagAndGivesNoParameters() {
    made(Map.of());
    CommandRun empty = prep(Map.of("BERTLINE_FORCE", "", "BERTLINE_PARAMS", ""));
    assertThat(empty.exitCode()).as(empty.err()).isZero();
    assertThat(empty.err()).contains("up to date");
    assertThat(prep(Map.of("BERTLINE_FORCE", "true")).err()).doesNotContain("up to date");
  }

  @Test
  void emptyAndNullValuesInAFileAreNotGiven() throws IOException {
    Path file = yaml("common:\nprep: {times: '', labels: [], learning-rate: , precision: null}");
    assertThat(times(Map.of("BERTLINE_PARAMS_FILE", file.toString()))).isEqualTo(1);
    assertThat(times(Map.of(), "--params", "{}", "--params-file", yaml("").toString()))
        .isEqualTo(1);
  }

  @Test
  void listsBooleansEnumsAndNumbersOfAFileAreTypedLikeTheCommandLine() throws IOException {
    Path file =
        yaml(
            """
            common: {project: quora}
            prep:
              input: [one, two]
              labels: ["0", "1"]
              precision: bf16
              keep: true
              learning-rate: 3e-5
            """);
    String[] root = {"--root", directory.resolve("root").toString()};
    CommandRun fromFile = CommandRun.prep(Map.of("BERTLINE_PARAMS_FILE", file.toString()), root);
    CommandRun typed =
        CommandRun.prep(
            Map.of(),
            "--root",
            root[1],
            "--project",
            "quora",
            "--input=one",
            "--input=two",
            "--labels",
            "0,1",
            "--precision",
            "BF16",
            "--keep",
            "--learning-rate",
            "0.00003");
    assertThat(fromFile.exitCode()).as(fromFile.err()).isZero();
    assertThat(fromFile.out()).contains("text one two").isEqualTo(typed.out());
    assertThat(typed.err()).contains("up to date");
  }

  @Test
  void aCommonOptionMayComeFromAnySource() {
    Path root = directory.resolve("elsewhere");
    CommandRun run =
        CommandRun.prep(
            Map.of("BERTLINE_ROOT", root.toString(), "BERTLINE_QUIET", "true"), "--input", "x");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("dataset  " + root);
  }

  @Test
  void likeTellsWhatIsGivenOtherwise() {
    made(Map.of(), "--times", "3", "--learning-rate", "3e-5", "--labels", "a,b", "--keep");
    CommandRun run =
        prep(Map.of("BERTLINE_LEARNING_RATE", "0.00003"), "--like", "project:default", "--times=4");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err().lines().toList().get(0)).startsWith("like " + directory);
    assertThat(run.err().lines().toList().get(1)).isEqualTo("  --times 4 (was 3)");
    assertThat(run.err()).doesNotContain("learning-rate");
    CommandRun same = dry(Map.of(), "--times=4", "--learning-rate=3e-5", "--labels=a,b", "--keep");
    assertThat(same.out()).contains("status  up to date");
  }

  @Test
  void likeTheProjectItselfStartsFromTheDefaultsWhereItHasNoArtifactYet() {
    CommandRun first = prep(Map.of(), "--like", "project:default", "--times=4");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err()).contains("like project:default: has no dataset yet; from the defaults");

    CommandRun second = prep(Map.of(), "--like", "project:default", "--keep");
    assertThat(second.err()).contains("like " + directory).doesNotContain("defaults");
  }

  @Test
  void likeNeedsAnArtifactOfTheSameStep() {
    assertFails(4, "project 'other' below", Map.of(), "--like", "project:other");
    assertFails(2, "'nonsense' is no reference to a dataset", Map.of(), "--like", "nonsense");
    assertFails(4, "release:best: no such release", Map.of(), "--like", "release:best");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"prep\": {\"time\": 5}}|--params: section 'prep': unknown key 'time'; did you mean"
            + " 'times'?",
        "{\"prep\": {\"xyzzyxyzzy\": 5}}|--params: section 'prep': unknown key 'xyzzyxyzzy';"
            + " allowed are fail, input, keep, ",
        "{\"common\": {\"times\": 5}}|--params: section 'common': unknown key 'times'; ",
        "{\"prep\": {\"project\": 5}}|--params: section 'prep': unknown key 'project'; ",
        "{\"prepp\": {\"times\": 5}}|--params: unknown section 'prepp'; did you mean 'prep'?",
        "{\"times\": 5}|--params: unknown section 'times'; allowed are common, eval, import-model,"
            + " ",
        "{\"prep\": 5}|--params: section 'prep' is not a map",
        "[5]|--params: expected the sections common, ",
        "{\"prep\": {\"times\": {\"a\": {\"b\": 1}}}}|--params: prep.times: expected a value or a"
            + " list of values",
        "{\"prep\": {\"times\": 5, \"times\": 6}}|--params: line 1: is not valid JSON: Duplicate",
        "{\"prep\": |--params: line 1: is not valid JSON: ",
        "{\"prep\": {\"times\": \"many\"}}|--params: prep.times: Invalid value for option"
            + " '--times': 'many' is not an int",
        "{\"prep\": {\"times\": 2.5}}|--params: prep.times: Invalid value for option '--times':"
            + " '2.5' is not an int",
      })
  void aBadParameterIsNamedWithItsPlace(String json, String line) {
    assertFails(2, line, Map.of(), "--params", json);
  }

  @Test
  void theSectionOfAnotherCommandIsNotOurs() {
    assertThat(
            times(Map.of(), "--params", "{\"train\": {\"epochs\": 5}, \"prep\": {\"times\": 2}}"))
        .isEqualTo(2);
  }

  @Test
  void aBadFileIsNamedWithItsLine() throws IOException {
    Path file = yaml("prep:\n  times: 3\n  times: 4\n");
    assertFails(2, file + ": line 3: is not valid YAML: Dup", Map.of(), "--params-file", "" + file);
    Path tab = yaml("prep:\n\ttimes: 3\n");
    assertFails(
        2,
        tab + ": line 2: is not valid YAML: while scanning for the next token, found character",
        Map.of(),
        "--params-file",
        "" + tab);
    Path missing = directory.resolve("missing.yaml");
    assertFails(
        4,
        "--params-file " + missing + ": does not exist",
        Map.of(),
        "--params-file",
        "" + missing);
    Path large = Files.write(directory.resolve("large.yaml"), new byte[(1 << 20) + 1]);
    assertFails(2, large + ": is too large", Map.of(), "--params-file", "" + large);
  }

  @Test
  void aBadVariableIsNamed() {
    assertFails(
        2,
        "BERTLINE_TIMES: Invalid value for option '--times': 'x' is not an int",
        Map.of("BERTLINE_TIMES", "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--time=3|unknown option '--time'; did you mean --times?; see prep --help",
        "--learning-rat|unknown option '--learning-rat'; did you mean --learning-rate?",
        "-z|unknown option '-z'",
        "stray|unexpected argument 'stray'",
        "--times=x|Invalid value for option '--times': 'x' is not an int",
        "--precision=fp7|Invalid value for option '--precision': expected one of [AUTO, BF16]",
        "--times|Missing required parameter for option '--times'",
        "--times=1 --times=2|option '--times' (<times>) should be specified only once",
      })
  void aBadCommandLineIsOneLine(String arguments, String line) {
    assertFails(2, line, Map.of(), arguments.split(" ", -1));
  }

  @Test
  void aMissingRequiredOptionIsNamed() {
    CommandRun run = CommandRun.prep(Map.of(), "--root", directory.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("prep: Missing required option: '--input").hasLineCount(1);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anArgumentIsNeverTakenForAFileOfArguments() {
    assertThat(prep(Map.of(), "--input", "@x").out()).contains("text x @x");
  }

  @Test
  void aSharedRootNeedsAProject() {
    CommandRun run = CommandRun.prep(Map.of(), "--root", "s3://bucket/x", "--input", "x");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("s3://bucket/x: is no root; give a directory or gs://");
    assertFails(2, "--project: 'a/b' is no name", Map.of(), "--project", "a/b");
  }

  private void made(Map<String, String> variables, String... arguments) {
    assertThat(prep(variables, arguments).exitCode()).isZero();
  }

  private long times(Map<String, String> variables, String... arguments) {
    CommandRun run = prep(variables, arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Long.parseLong(run.out().replaceFirst("(?s)^rows (\\d+),.*", "$1"));
  }

  private void assertFails(
      int exitCode, String line, Map<String, String> variables, String... arguments) {
    CommandRun run = prep(variables, arguments);
    assertThat(run.err()).startsWith("prep: " + line).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
  }

  /** Runs without making anything; the defaults have been made before, to compare with. */
  private CommandRun dry(Map<String, String> variables, String... arguments) {
    made(Map.of("BERTLINE_NO_REFERENCE", "false"));
    List<String> all = new ArrayList<>(List.of("--dry-run"));
    all.addAll(Arrays.asList(arguments));
    return prep(variables, all.toArray(String[]::new));
  }

  private CommandRun prep(Map<String, String> variables, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--root", directory.resolve("root").toString(), "--input", "x"));
    all.addAll(Arrays.asList(arguments));
    return CommandRun.prep(variables, all.toArray(String[]::new));
  }

  private Path yaml(String text) throws IOException {
    Path file = Files.createTempFile(directory, "params", ".yaml");
    return Files.writeString(file, text);
  }
}
