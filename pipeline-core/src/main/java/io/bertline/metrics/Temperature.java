package io.bertline.metrics;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;

/**
 * Temperature scaling (Guo et al., "On Calibration of Modern Neural Networks", 2017): one positive
 * number divides all logits so that scores become probabilities. It changes no ranking and no most
 * probable label.
 */
public final class Temperature {
  /** A lower temperature would only say that every row of the split was right. */
  public static final double MIN = 0.05;

  /** A higher temperature would only say that the logits mean nothing. */
  public static final double MAX = 20;

  private static final int HALVINGS = 60;

  private Temperature() {}

  /**
   * Returns the temperature of least log loss, {@link #MIN} to {@link #MAX}.
   *
   * @param labels true label index of each row
   * @param logits logits[row][label], at least two labels; one sigmoid unit with logit z is {0, z}
   * @throws BertlineException {@code BAD_INPUT} if there is no row or a logit is not finite
   */
  public static double fit(int[] labels, double[][] logits) {
    check(labels, logits);
    // The loss is convex in 1 / temperature, so its slope has one zero: halve until it is found.
    double low = 1 / MAX;
    double high = 1 / MIN;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = Math.sqrt(low * high);
      if (slope(labels, logits, middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.max(MIN, Math.min(MAX, 1 / Math.sqrt(low * high)));
  }

  /**
   * Returns the temperature of least log loss of one sigmoid unit.
   *
   * @param labels 1 for a positive row, 0 for a negative one
   * @param logits logit of the positive label of each row
   */
  public static double fit(int[] labels, double[] logits) {
    double[][] pairs = new double[logits.length][];
    for (int row = 0; row < logits.length; row++) {
      pairs[row] = new double[] {0, logits[row]};
    }
    return fit(labels, pairs);
  }

  /** Returns the probability of the positive label for the logit of one sigmoid unit. */
  public static double sigmoid(double logit, double temperature) {
    return 1 / (1 + Math.exp(-logit / temperature));
  }

  /** Returns the probabilities of all labels for their logits. */
  public static double[] softmax(double[] logits, double temperature) {
    double[] probabilities = new double[logits.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (int label = 0; label < logits.length; label++) {
      probabilities[label] = Math.exp((logits[label] - largest) / temperature);
      sum += probabilities[label];
    }
    for (int label = 0; label < logits.length; label++) {
      probabilities[label] /= sum;
    }
    return probabilities;
  }

  /**
   * Returns the probabilities a classifier stands for. All that decide use this one, so that a
   * threshold means the same to each.
   *
   * @param logits one for each label; two labels are one sigmoid unit whose logit is their
   *     difference
   */
  public static double[] probabilities(float[] logits, double temperature) {
    if (logits.length == 2) {
      double positive = sigmoid((double) logits[1] - logits[0], temperature);
      return new double[] {1 - positive, positive};
    }
    double[] wide = new double[logits.length];
    for (int label = 0; label < wide.length; label++) {
      wide[label] = logits[label];
    }
    return softmax(wide, temperature);
  }

  private static void check(int[] labels, double[][] logits) {
    if (labels.length != logits.length) {
      throw new IllegalArgumentException(labels.length + " labels, " + logits.length + " logits");
    }
    if (labels.length == 0) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "there is no row to calibrate on; choose a larger validation split");
    }
    for (int row = 0; row < logits.length; row++) {
      for (double logit : logits[row]) {
        if (!Double.isFinite(logit)) {
          throw new BertlineException(
              FailureKind.BAD_INPUT, "row " + row + ": logit is " + logit + ", expected a number");
        }
      }
    }
  }

  /** Derivative of the summed log loss by 1 / temperature: expected logit minus the true one's. */
  private static double slope(int[] labels, double[][] logits, double inverse) {
    double slope = 0;
    for (int row = 0; row < labels.length; row++) {
      double[] probabilities = softmax(logits[row], 1 / inverse);
      for (int label = 0; label < probabilities.length; label++) {
        slope += probabilities[label] * (logits[row][label] - logits[row][labels[row]]);
      }
    }
    return slope;
  }
}
