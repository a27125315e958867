package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bertline.bert.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class TutorialParametersTest {
  static final Path FILE = Path.of("..", "workflows", "params", "quora-tutorial.yaml");

  private static List<String> options(String section) throws IOException {
    List<String> options = new ArrayList<>();
    JsonNode file = new YAMLMapper().readTree(FILE.toFile());
    file.path(section)
        .properties()
        .forEach(entry -> options.add("--" + entry.getKey() + "=" + entry.getValue().asText()));
    return options;
  }

  @Test
  void itsTrainSectionIsTheRecipeOfTheTutorial() throws IOException {
    Hyperparameters recipe =
        HyperparameterOptionsTest.parse(options("train").toArray(String[]::new)).hyperparameters();

    assertThat(recipe)
        .isEqualTo(
            new Hyperparameters(
                5,
                32,
                0,
                2e-5,
                Schedule.CONSTANT,
                0,
                0,
                0,
                0.1,
                0.5,
                Precision.AUTO,
                ClassWeights.NONE,
                0,
                0,
                0,
                BestMetric.AUTO,
                Keep.LAST,
                1,
                false,
                0,
                1,
                0,
                42));
  }

  @Test
  void itsCommonSectionHasOptionsOfEveryCommand() throws IOException {
    assertThat(options("common")).isNotEmpty();
    new CommandLine(new TrainCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(options("common").toArray(String[]::new));
  }
}
