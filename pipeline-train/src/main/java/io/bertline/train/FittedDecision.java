package io.bertline.train;

import io.bertline.metrics.BinaryScores;
import io.bertline.metrics.OperatingPoint;
import io.bertline.metrics.Temperature;
import io.bertline.metrics.ThresholdSearch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the logits of the kept model become probabilities and, for two labels, a decision; fitted on
 * the validation split, which the weights have not seen.
 *
 * @param temperature divides the logits, above 0
 * @param threshold least calibrated probability to be called positive; 0.5 and unused for more than
 *     two labels
 */
record FittedDecision(double temperature, double threshold) {

  /**
   * Fits the temperature to the least log loss and the threshold to the highest F1.
   *
   * @param labels label index of each row
   * @param logits logits of each row, [rows][labels]
   */
  static FittedDecision fit(int[] labels, float[][] logits) {
    double[][] wide = Arrays.stream(logits).map(FittedDecision::widen).toArray(double[][]::new);
    double temperature = temperature(labels, wide);
    if (wide[0].length > 2) {
      return new FittedDecision(temperature, 0.5);
    }
    double[] scores =
        Arrays.stream(wide)
            .mapToDouble(row -> Temperature.sigmoid(row[1] - row[0], temperature))
            .toArray();
    return new FittedDecision(temperature, threshold(BinaryScores.of(labels, scores)));
  }

  /**
   * When every row is right, the sharpest temperature is always the best: that says nothing about
   * how sure the classifier may be on others, so its own probabilities stay.
   */
  private static double temperature(int[] labels, double[][] logits) {
    double fitted = Temperature.fit(labels, logits);
    return fitted <= Temperature.MIN ? 1 : fitted;
  }

  /**
   * Half way from the best score to the next lower one: the same rows are called positive, and the
   * row that has the best score stays so when another batch shape moves its logit by a rounding.
   */
  private static double threshold(BinaryScores scores) {
    List<OperatingPoint> points = scores.operatingPoints();
    double best = ThresholdSearch.bestF1(scores).threshold();
    double below =
        points.stream()
            .mapToDouble(OperatingPoint::threshold)
            .filter(score -> score < best)
            .findFirst()
            .orElse(best);
    double middle = (best + below) / 2;
    return middle > below ? middle : best;
  }

  private static double[] widen(float[] logits) {
    return IntStream.range(0, logits.length).mapToDouble(label -> logits[label]).toArray();
  }
}
