package io.bertline.cli.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.cli.Commands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
  @TempDir private Path directory;
  private RecordedRuns recorded;

  @BeforeEach
  void open() {
    recorded = new RecordedRuns(directory);
  }

  @Test
  void theBestRunComesFirstWithTheParametersThatDiffer() {
    recorded.evaluation("1", "p", 2e-5, 0.61);
    recorded.evaluation("2", "p", 3e-5, 0.72);
    recorded.evaluation("3", "other", 5e-5, 0.99);

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
    recorded.evaluation("1", "p", 2e-5, 0.61);
    recorded.evaluation("2<b>", "p", 3e-5, 0.62);
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
    recorded.training("1", Map.of("validation_f1", 0.72, "validation_loss", 0.4));
    recorded.training("2", Map.of("validation_f1", 0.61, "validation_loss", 0.3));

    assertThat(runs("--project", "p", "--step", "train").out().lines().skip(1))
        .extracting(line -> line.substring(0, 12))
        .containsExactly("*  1-train-r", "   2-train-r");
    assertThat(runs("--project", "p", "--step", "train", "--metric", "loss").out().lines())
        .element(1)
        .asString()
        .startsWith("*  2-train-r");
  }

  @Test
  void countsStandBehindMetricsAndAreWrittenAsCounts() throws IOException {
    Map<String, Double> first = new LinkedHashMap<>();
    first.put("best_epoch", 1.0);
    first.put("steps", 12_000.0);
    first.put("validation_f1", 0.72);
    first.put("validation_accuracy", 1.0);
    recorded.training("1", first);
    Map<String, Double> second = new LinkedHashMap<>(first);
    second.put("best_epoch", 3.0);
    second.put("validation_f1", 0.61);
    recorded.training("2", second);
    Path page = directory.resolve("runs.html");

    Result result = runs("--project", "p", "--step", "train", "--page", page.toString());

    assertThat(result.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactly(
            "run validation_f1 validation_accuracy best_epoch steps classifier-of",
            "* 1-train-r 0.7200 1.000 1 12,000 1",
            "2-train-r 0.6100 1.000 3 12,000 2");
    assertThat(Files.readString(page)).contains(">12,000<", ">1.000<");
  }

  @Test
  void aParameterThatIsNotGivenIsBlankAndAMeasuredOneShort() {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("champion", null);
    recorded.training("1", parameters, Map.of());
    recorded.training(
        "2", Map.of("champion", "prod", "champion-threshold", 0.20251873010708277), Map.of());

    assertThat(runs("--project", "p", "--step", "train").out().lines().map(String::strip))
        .containsExactly(
            "run        champion  champion-threshold", "2-train-r  prod      0.2025", "1-train-r");
  }

  @Test
  void runsWithoutAMetricAreShownNewestFirst() throws IOException {
    recorded.training("1", Map.of());
    recorded.training("2", Map.of());
    Path page = directory.resolve("runs.html");

    Result result = runs("--project", "p", "--step", "train", "--page", page.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().map(String::strip))
        .containsExactly("run        classifier-of", "2-train-r  2", "1-train-r  1");
    assertThat(Files.readString(page)).contains("2 runs, newest first.");
  }

  @Test
  void aRunWhoseArtifactIsGoneOrThatMadeNoneIsLeftOut() {
    recorded.evaluation("1", "p", 2e-5, 0.61);
    recorded.record("2-eval-r", "p", "0".repeat(64));
    recorded.record("3-eval-r", "p", null);
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
    recorded.evaluation("1", "p", 2e-5, 0.61);
    assertThat(runs("--project", "p", "--metric", "f2").err())
        .contains("--metric 'f2': no run has it; there are auc, f1");
    assertThat(runs("--step", "evil").exitCode()).isEqualTo(2);
    assertThat(runs("--limit", "0").exitCode()).isEqualTo(2);
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
