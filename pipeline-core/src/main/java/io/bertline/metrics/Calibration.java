package io.bertline.metrics;

import java.util.ArrayList;
import java.util.List;

/** Measures of whether scores are probabilities: of 100 rows that score 0.8, 80 are positive. */
public final class Calibration {
  /**
   * A probability of 0 for what happened would cost infinitely much; scikit-learn clips here too.
   */
  private static final double LEAST_PROBABILITY = Math.ulp(1.0);

  private static final int BINS = 10;

  private Calibration() {}

  /** Returns the mean of -ln(probability of the true label), 0 or more. */
  public static double logLoss(BinaryScores scores) {
    double sum = 0;
    for (int i = 0; i < scores.size(); i++) {
      double score = clip(scores.score(i));
      sum -= scores.positives(i) * Math.log(score) + scores.negatives(i) * Math.log1p(-score);
    }
    return sum / scores.rows();
  }

  /** Keeps a probability off 0 and 1. */
  static double clip(double probability) {
    return Math.max(LEAST_PROBABILITY, Math.min(1 - LEAST_PROBABILITY, probability));
  }

  /** Returns the mean squared distance of score and label (Brier, 1950), 0 to 1. */
  public static double brier(BinaryScores scores) {
    double sum = 0;
    for (int i = 0; i < scores.size(); i++) {
      double score = scores.score(i);
      sum += scores.positives(i) * (1 - score) * (1 - score) + scores.negatives(i) * score * score;
    }
    return sum / scores.rows();
  }

  /**
   * Returns the expected calibration error: the mean distance of mean score and share of positive
   * rows over ten bins of equal width, weighted by rows; 0 to 1.
   */
  public static double expectedError(BinaryScores scores) {
    double sum = 0;
    for (ReliabilityBin bin : reliability(scores)) {
      sum += bin.rows() * Math.abs(bin.meanScore() - bin.positiveShare());
    }
    return sum / scores.rows();
  }

  /** Returns those of ten bins of equal width that hold rows, from the lowest score. */
  public static List<ReliabilityBin> reliability(BinaryScores scores) {
    long[] rows = new long[BINS];
    long[] positives = new long[BINS];
    double[] sums = new double[BINS];
    for (int i = 0; i < scores.size(); i++) {
      int bin = (int) Math.min(BINS - 1, scores.score(i) * BINS);
      int rowsOfScore = scores.positives(i) + scores.negatives(i);
      rows[bin] += rowsOfScore;
      positives[bin] += scores.positives(i);
      sums[bin] += rowsOfScore * scores.score(i);
    }
    List<ReliabilityBin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (rows[bin] > 0) {
        bins.add(
            new ReliabilityBin(
                bin / (double) BINS,
                (bin + 1) / (double) BINS,
                rows[bin],
                sums[bin] / rows[bin],
                positives[bin] / (double) rows[bin]));
      }
    }
    return bins;
  }
}
