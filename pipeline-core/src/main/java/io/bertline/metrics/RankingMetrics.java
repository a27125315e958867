package io.bertline.metrics;

/** Measures of the order of the scores, whatever the threshold. */
public final class RankingMetrics {
  /** Number of thresholds Keras spreads over 0 to 1. */
  private static final int KERAS_THRESHOLDS = 200;

  private RankingMetrics() {}

  /**
   * Returns the area under the ROC curve: the probability that a positive row scores above a
   * negative one, a tie counting one half. {@code NaN} if one of the labels has no row.
   */
  public static double rocAuc(BinaryScores scores) {
    if (scores.positiveRows() == 0 || scores.negativeRows() == 0) {
      return Double.NaN;
    }
    double pairs = 0;
    long positivesAbove = 0;
    for (int i = 0; i < scores.size(); i++) {
      pairs += scores.negatives(i) * (positivesAbove + scores.positives(i) / 2.0);
      positivesAbove += scores.positives(i);
    }
    return pairs / scores.positiveRows() / scores.negativeRows();
  }

  /**
   * Returns the average precision: precision at each distinct score weighted by the recall it adds,
   * without interpolation. {@code NaN} if no row is positive.
   */
  public static double averagePrecision(BinaryScores scores) {
    if (scores.positiveRows() == 0) {
      return Double.NaN;
    }
    double sum = 0;
    long found = 0;
    long flagged = 0;
    for (int i = 0; i < scores.size(); i++) {
      int positives = scores.positives(i);
      found += positives;
      flagged += positives + scores.negatives(i);
      sum += positives * Ratio.of(found, flagged);
    }
    return sum / scores.positiveRows();
  }

  /**
   * Returns the highest precision of any threshold whose recall is at least {@code recall}, over
   * all distinct scores. {@code NaN} if no row is positive.
   *
   * @param recall 0 to 1
   */
  public static double precisionAtRecall(BinaryScores scores, double recall) {
    if (scores.positiveRows() == 0) {
      return Double.NaN;
    }
    double best = 0;
    long found = 0;
    long flagged = 0;
    for (int i = 0; i < scores.size(); i++) {
      found += scores.positives(i);
      flagged += scores.positives(i) + scores.negatives(i);
      if (found >= recall * scores.positiveRows()) {
        best = Math.max(best, Ratio.of(found, flagged));
      }
    }
    return best;
  }

  /**
   * Returns what {@code keras.metrics.PrecisionAtRecall(recall)} reports after one update: as
   * {@link #precisionAtRecall}, but over 200 thresholds, in single precision, a row being positive
   * if it scores more than the threshold. Only for comparison with models trained in Keras.
   *
   * @param recall 0 to 1
   */
  public static double kerasPrecisionAtRecall(BinaryScores scores, double recall) {
    if (scores.positiveRows() == 0) {
      return Double.NaN;
    }
    double best = 0;
    long found = 0;
    long flagged = 0;
    int next = 0;
    for (int step = KERAS_THRESHOLDS - 1; step >= 0; step--) {
      float threshold = kerasThreshold(step);
      for (; next < scores.size() && (float) scores.score(next) > threshold; next++) {
        found += scores.positives(next);
        flagged += scores.positives(next) + scores.negatives(next);
      }
      if (found >= recall * scores.positiveRows()) {
        best = Math.max(best, Ratio.of(found, flagged));
      }
    }
    return best;
  }

  /** Both ends lie just outside 0 to 1, so that one calls all rows positive and one none. */
  private static float kerasThreshold(int step) {
    if (step == 0) {
      return -1e-7f;
    }
    return step == KERAS_THRESHOLDS - 1
        ? (float) (1 + 1e-7)
        : (float) (step / (KERAS_THRESHOLDS - 1.0));
  }
}
