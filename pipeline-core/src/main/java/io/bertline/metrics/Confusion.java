package io.bertline.metrics;

/**
 * How the rows of a binary task were called at one threshold.
 *
 * @param truePositives positive rows called positive
 * @param falsePositives negative rows called positive
 * @param falseNegatives positive rows called negative
 * @param trueNegatives negative rows called negative
 */
public record Confusion(
    long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

  /** Returns the number of rows. */
  public long rows() {
    return truePositives + falsePositives + falseNegatives + trueNegatives;
  }

  /** Returns the number of rows whose label is positive. */
  public long positives() {
    return truePositives + falseNegatives;
  }

  /** Returns the number of rows whose label is negative. */
  public long negatives() {
    return falsePositives + trueNegatives;
  }

  /** Returns the number of rows called positive. */
  public long flagged() {
    return truePositives + falsePositives;
  }

  /** Returns the share of rows called what they are. */
  public double accuracy() {
    return Ratio.of(truePositives + trueNegatives, rows());
  }

  /** Returns the share of rows called positive that are positive; 0 when none is. */
  public double precision() {
    return Ratio.of(truePositives, flagged());
  }

  /** Returns the share of positive rows called positive; 0 when there is none. */
  public double recall() {
    return Ratio.of(truePositives, positives());
  }

  /** Returns the share of negative rows called positive; 0 when there is none. */
  public double falseAlarmRate() {
    return Ratio.of(falsePositives, negatives());
  }

  /** Returns the harmonic mean of precision and recall; 0 when both are. */
  public double f1() {
    return Ratio.of(2.0 * truePositives, 2.0 * truePositives + falsePositives + falseNegatives);
  }

  /**
   * Returns the correlation of truth and call (Matthews, 1975), -1 to 1; 0 when either is constant.
   */
  public double matthews() {
    double right = (double) truePositives * trueNegatives;
    double wrong = (double) falsePositives * falseNegatives;
    double truths = (double) positives() * negatives();
    double calls = (double) flagged() * (rows() - flagged());
    return Ratio.of(right - wrong, Math.sqrt(truths) * Math.sqrt(calls));
  }

  /** Returns Cohen's kappa: agreement beyond chance, at most 1; 0 when chance agrees always. */
  public double kappa() {
    double flagged = Ratio.of(flagged(), rows());
    double positive = Ratio.of(positives(), rows());
    double chance = flagged * positive + (1 - flagged) * (1 - positive);
    return Ratio.of(accuracy() - chance, 1 - chance);
  }
}
