package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FittedDecisionTest {
  private static final int[] LABELS = {0, 0, 1, 0, 1, 1, 0, 0, 1, 0};
  private static final float[] Z = {-2, -1, 0.5f, 0.25f, 2, -0.5f, -3, 1, 1.5f, -1.5f};

  /** Expected temperature: SciPy's bounded minimum of scikit-learn's log loss. */
  @Test
  void temperatureHasTheLeastLogLoss() {
    assertThat(fit(LABELS, Z).temperature()).isCloseTo(0.8290008, within(1e-6));
  }

  /** scikit-learn 1.9.1: F1 is highest, 0.8, when the rows from logit -0.5 up are positive. */
  @Test
  void thresholdOfHighestF1LiesHalfWayToTheNextRowBelow() {
    FittedDecision decision = fit(LABELS, Z);

    assertThat(decision.threshold())
        .isCloseTo(
            (sigmoid(-0.5 / decision.temperature()) + sigmoid(-1 / decision.temperature())) / 2,
            within(1e-12));
  }

  @Test
  void whenTheLowestScoreIsTheBestThresholdEveryRowIsPositive() {
    FittedDecision decision = fit(new int[] {1, 1, 0, 1}, new float[] {1, 2, 1.5f, 0.5f});

    assertThat(decision.threshold()).isEqualTo(sigmoid(0.5 / decision.temperature()));
  }

  @Test
  void rowsThatAreAllRightLeaveTheProbabilitiesAsTheyAre() {
    FittedDecision decision = fit(new int[] {0, 1, 0, 1}, new float[] {-1, 1, -2, 2});

    assertThat(decision.temperature()).isEqualTo(1);
    assertThat(decision.threshold()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void moreThanTwoLabelsHaveNoThreshold() {
    FittedDecision decision =
        FittedDecision.fit(new int[] {0, 1, 2}, new float[][] {{1, 0, 0}, {0, 2, 0}, {0, 3, 1}});

    assertThat(decision.threshold()).isEqualTo(0.5);
    assertThat(decision.temperature()).isPositive();
  }

  private static FittedDecision fit(int[] labels, float[] z) {
    return FittedDecision.fit(
        labels,
        IntStream.range(0, z.length)
            .mapToObj(row -> new float[] {0, z[row]})
            .toArray(float[][]::new));
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
