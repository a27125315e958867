package io.bertline.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * How many rows of each label score within one of the equal parts of 0 to 1.
 *
 * @param low least score of the bin
 * @param high scores of the bin are below this; the last bin holds 1 too
 * @param negatives negative rows
 * @param positives positive rows
 */
public record ScoreBin(double low, double high, long negatives, long positives) {
  /**
   * Returns all bins, empty ones too, from the lowest score.
   *
   * @param bins how many, at least 1
   */
  public static List<ScoreBin> histogram(BinaryScores scores, int bins) {
    long[] negatives = new long[bins];
    long[] positives = new long[bins];
    for (int i = 0; i < scores.size(); i++) {
      int bin = (int) Math.min(bins - 1, scores.score(i) * bins);
      negatives[bin] += scores.negatives(i);
      positives[bin] += scores.positives(i);
    }
    List<ScoreBin> histogram = new ArrayList<>(bins);
    for (int bin = 0; bin < bins; bin++) {
      histogram.add(
          new ScoreBin(
              bin / (double) bins, (bin + 1) / (double) bins, negatives[bin], positives[bin]));
    }
    return histogram;
  }
}
