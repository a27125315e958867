package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.bert.Precision;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

final class HyperparameterOptionsTest {
  static HyperparameterOptions parse(String... arguments) {
    HyperparameterOptions options = new HyperparameterOptions();
    new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return options;
  }

  /** An option that is missing in NAMES would not change the key of the artifact. */
  @Test
  void everyOptionIsPartOfTheContentKey() {
    assertThat(
            CommandLine.Model.CommandSpec.forAnnotatedObject(new HyperparameterOptions())
                .options()
                .stream()
                .map(OptionSpec::longestName))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(HyperparameterOptions.NAMES).map(name -> "--" + name).toList());
  }

  @Test
  void defaultsAreThoseOfTheReadme() {
    assertThat(parse().hyperparameters())
        .isEqualTo(
            new Hyperparameters(
                3,
                32,
                0,
                2e-5,
                Schedule.LINEAR,
                0.1,
                0.01,
                1,
                0.1,
                0.1,
                Precision.AUTO,
                ClassWeights.NONE,
                0,
                0,
                0,
                BestMetric.AUTO,
                Keep.BEST,
                1,
                false,
                0,
                1,
                0,
                42));
  }

  @Test
  void aMetricIsReadAsItIsTypedAndAsManifestsSpellIt() {
    assertThat(parse("--best-metric", "average-precision").bestMetric)
        .isEqualTo(parse("--best-metric", "average_precision").bestMetric)
        .isEqualTo(BestMetric.AVERAGE_PRECISION);
  }
}
