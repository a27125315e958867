package io.bertline.eval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.metrics.BinaryScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdObjectiveTest {
  private static final BinaryScores SCORES =
      BinaryScores.of(new int[] {0, 1, 0, 1, 0, 0, 1}, new double[] {.95, .9, .8, .7, .6, .55, .5});

  @ParameterizedTest
  @CsvSource({"f1, 0.5", "precision>=0.5, 0.7", "recall >= .6, 0.7"})
  void choosesTheThresholdOfTheObjective(String text, double threshold) {
    assertThat(ThresholdObjective.parse(text).choose(SCORES, "rows")).isEqualTo(threshold);
  }

  @Test
  void saysHowFarItGetsWhenNoThresholdReachesIt() {
    assertThatThrownBy(() -> ThresholdObjective.parse("precision>=0.9").choose(SCORES, "the rows"))
        .isInstanceOf(BertlineException.class)
        .hasMessage(
            "--threshold-for precision>=0.9: no threshold reaches it on the rows; the highest"
                + " precision is 0.5000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"f2", "precision>0.9", "precision>=1.1", "recall>=", "accuracy>=0.5", ""})
  void refusesWhatIsNoObjective(String text) {
    assertThatThrownBy(() -> ThresholdObjective.parse(text))
        .isInstanceOf(BertlineException.class)
        .hasMessageStartingWith("--threshold-for is '" + text + "', expected f1, ");
  }
}
