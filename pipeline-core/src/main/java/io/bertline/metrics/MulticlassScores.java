package io.bertline.metrics;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;

/**
 * The probabilities of a task with any number of labels.
 *
 * @param truth label index of each row
 * @param probabilities probabilities[row][label], 0 to 1, each row summing to about 1
 */
public record MulticlassScores(int[] truth, double[][] probabilities) {
  /**
   * @throws BertlineException {@code BAD_INPUT} if there is no row, a label index is out of range,
   *     or a probability is not a number from 0 to 1; names the row, counted from 0
   */
  public MulticlassScores {
    if (truth.length != probabilities.length) {
      throw new IllegalArgumentException(
          truth.length + " labels, " + probabilities.length + " rows of probabilities");
    }
    if (truth.length == 0) {
      throw new BertlineException(
          FailureKind.BAD_INPUT, "there is no row to measure; choose a split that has rows");
    }
    for (int row = 0; row < truth.length; row++) {
      check(row, truth[row], probabilities[row], probabilities[0].length);
    }
  }

  private static void check(int row, int label, double[] probabilities, int labels) {
    if (probabilities.length != labels || label < 0 || label >= labels) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "row %d: label index is %d of %d probabilities, expected an index of %d"
              .formatted(row, label, probabilities.length, labels));
    }
    for (double probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new BertlineException(
            FailureKind.BAD_INPUT,
            "row %d: probability is %s, expected a number from 0 to 1".formatted(row, probability));
      }
    }
  }

  /** Returns the most probable label of each row, of equal ones the first. */
  public int[] predictions() {
    int[] predictions = new int[truth.length];
    for (int row = 0; row < truth.length; row++) {
      predictions[row] = mostProbable(probabilities[row]);
    }
    return predictions;
  }

  private static int mostProbable(double[] probabilities) {
    int best = 0;
    for (int label = 1; label < probabilities.length; label++) {
      if (probabilities[label] > probabilities[best]) {
        best = label;
      }
    }
    return best;
  }

  /** Counts the most probable labels against the true ones. */
  public MulticlassConfusion confusion() {
    return MulticlassConfusion.of(truth, predictions(), probabilities[0].length);
  }

  /** Returns the mean of -ln(probability of the true label), 0 or more. */
  public double logLoss() {
    double sum = 0;
    for (int row = 0; row < truth.length; row++) {
      sum -= Math.log(Calibration.clip(probabilities[row][truth[row]]));
    }
    return sum / truth.length;
  }

  /**
   * Returns the task "is the most probable label right?", scored by its probability: the
   * reliability of these scores is the confidence calibration of Guo et al. (2017).
   */
  public BinaryScores confidence() {
    int[] predictions = predictions();
    int[] right = new int[truth.length];
    double[] confidence = new double[truth.length];
    for (int row = 0; row < truth.length; row++) {
      right[row] = predictions[row] == truth[row] ? 1 : 0;
      confidence[row] = probabilities[row][predictions[row]];
    }
    return BinaryScores.of(right, confidence);
  }
}
