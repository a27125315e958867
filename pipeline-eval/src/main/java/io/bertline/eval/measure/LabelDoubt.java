package io.bertline.eval.measure;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds rows whose given label is likely wrong, by confident learning (Northcutt, Jiang and Chuang,
 * 2021): a row counts as another label when its probability for that one is at least as high as the
 * mean over the rows that are labelled so.
 */
public final class LabelDoubt {
  private LabelDoubt() {}

  /**
   * Returns such rows, the surest first: {@code called} is the label they likely have.
   *
   * @param limit most rows to return
   */
  public static List<Mistake> likely(Scores scores, Decision decision, int limit) {
    double[] confident = meanOfOwnLabel(scores, decision);
    List<Doubt> doubts = new ArrayList<>();
    for (int row = 0; row < scores.rows(); row++) {
      double[] probabilities = decision.probabilities(scores.logits()[row]);
      int given = scores.labels()[row];
      int likely = likely(probabilities, confident);
      if (likely >= 0 && likely != given) {
        doubts.add(
            new Doubt(
                new Mistake(row, given, likely, probabilities[likely]),
                probabilities[likely] - probabilities[given]));
      }
    }
    return doubts.stream()
        .sorted(
            Comparator.comparingDouble(Doubt::margin)
                .reversed()
                .thenComparingInt(doubt -> doubt.row().row()))
        .limit(limit)
        .map(Doubt::row)
        .toList();
  }

  private record Doubt(Mistake row, double margin) {}

  /** NaN for a label without rows, which no probability reaches. */
  private static double[] meanOfOwnLabel(Scores scores, Decision decision) {
    double[] sums = new double[decision.labels().size()];
    long[] rows = new long[sums.length];
    for (int row = 0; row < scores.rows(); row++) {
      int label = scores.labels()[row];
      sums[label] += decision.probabilities(scores.logits()[row])[label];
      rows[label]++;
    }
    for (int label = 0; label < sums.length; label++) {
      sums[label] /= rows[label];
    }
    return sums;
  }

  private static int likely(double[] probabilities, double[] confident) {
    int likely = -1;
    for (int label = 0; label < probabilities.length; label++) {
      boolean sure = probabilities[label] >= confident[label];
      if (sure && (likely < 0 || probabilities[label] > probabilities[likely])) {
        likely = label;
      }
    }
    return likely;
  }
}
