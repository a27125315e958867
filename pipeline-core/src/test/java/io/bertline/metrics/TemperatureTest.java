package io.bertline.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TemperatureTest {
  @Test
  void findsTheFactorByWhichLogitsWereBlownUp() {
    Random random = new Random(3);
    int rows = 20_000;
    int[] labels = new int[rows];
    double[] logits = new double[rows];
    for (int row = 0; row < rows; row++) {
      double honest = 2 * random.nextGaussian() - 1;
      labels[row] = random.nextDouble() < Temperature.sigmoid(honest, 1) ? 1 : 0;
      logits[row] = 1.7 * honest;
    }

    double temperature = Temperature.fit(labels, logits);

    assertThat(temperature).isEqualTo(1.7, within(0.06));
    assertThat(loss(labels, logits, temperature))
        .isLessThan(loss(labels, logits, temperature * 1.001))
        .isLessThan(loss(labels, logits, temperature / 1.001));
  }

  @Test
  void lowersTheLossOfSeveralLabelsAsFarAsItGoes() {
    int[] labels = {0, 1, 2, 0, 1, 2, 1};
    double[][] logits = {
      {8, 0, 1}, {1, 9, 0}, {0, 2, 7}, {0, 6, 1}, {2, 8, 1}, {5, 0, 4}, {0, 7, 3}
    };

    double temperature = Temperature.fit(labels, logits);

    assertThat(temperature).isBetween(1.5, 10.0);
    assertThat(loss(labels, logits, temperature))
        .isLessThan(loss(labels, logits, 1))
        .isLessThan(loss(labels, logits, temperature * 1.01))
        .isLessThan(loss(labels, logits, temperature / 1.01));
  }

  @Test
  void treatsASigmoidUnitAsASoftmaxOverZeroAndItsLogit() {
    assertThat(Temperature.softmax(new double[] {0, 3.2}, 1.3)[1])
        .isEqualTo(Temperature.sigmoid(3.2, 1.3), within(1e-15));
  }

  @Test
  void staysWithinBoundsWhenEveryRowIsRightOrEveryRowIsWrong() {
    double[] logits = {5, -5, 4, -4};

    assertThat(Temperature.fit(new int[] {1, 0, 1, 0}, logits))
        .isEqualTo(Temperature.MIN, within(1e-9));
    assertThat(Temperature.fit(new int[] {0, 1, 0, 1}, logits))
        .isEqualTo(Temperature.MAX, within(1e-9));
  }

  @Test
  void survivesLogitsThatOverflowAnExponential() {
    assertThat(Temperature.softmax(new double[] {1e4, -1e4}, 0.05)).containsExactly(1, 0);
    assertThat(Temperature.sigmoid(-1e6, 1)).isZero();
  }

  @Test
  void namesTheRowOfABadLogit() {
    assertThatThrownBy(
            () -> Temperature.fit(new int[] {0, 1}, new double[] {1, Double.POSITIVE_INFINITY}))
        .hasMessage("row 1: logit is Infinity, expected a number");
    assertThatThrownBy(() -> Temperature.fit(new int[0], new double[0]))
        .hasMessageContaining("no row to calibrate on");
  }

  private static double loss(int[] labels, double[] logits, double temperature) {
    double[] scores = new double[logits.length];
    for (int row = 0; row < logits.length; row++) {
      scores[row] = Temperature.sigmoid(logits[row], temperature);
    }
    return Calibration.logLoss(BinaryScores.of(labels, scores));
  }

  private static double loss(int[] labels, double[][] logits, double temperature) {
    double[][] probabilities = new double[logits.length][];
    for (int row = 0; row < logits.length; row++) {
      probabilities[row] = Temperature.softmax(logits[row], temperature);
    }
    return new MulticlassScores(labels, probabilities).logLoss();
  }
}
