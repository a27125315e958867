package io.bertline.eval.measure;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A row worth reading: most of them are called what they are not.
 *
 * @param row position in the scores, from 0
 * @param label label index of the row
 * @param called label index it was called
 * @param confidence calibrated probability of the label it was called, 0 to 1
 */
public record Mistake(int row, int label, int called, double confidence) {
  private static final Comparator<Mistake> MOST_CONFIDENT_FIRST =
      Comparator.comparingDouble(Mistake::confidence).reversed().thenComparingInt(Mistake::row);

  /**
   * Returns the most confident mistakes, as many of each label called, most confident first.
   *
   * @param limit most mistakes to return, at least the number of labels
   */
  public static List<Mistake> worst(Scores scores, Decision decision, int limit) {
    int labels = decision.labels().size();
    List<List<Mistake>> byCalled = new ArrayList<>();
    for (int label = 0; label < labels; label++) {
      byCalled.add(new ArrayList<>());
    }
    for (int row = 0; row < scores.rows(); row++) {
      double[] probabilities = decision.probabilities(scores.logits()[row]);
      int called = decision.call(probabilities);
      if (called != scores.labels()[row]) {
        byCalled
            .get(called)
            .add(new Mistake(row, scores.labels()[row], called, probabilities[called]));
      }
    }
    return byCalled.stream()
        .flatMap(mistakes -> mistakes.stream().sorted(MOST_CONFIDENT_FIRST).limit(limit / labels))
        .sorted(MOST_CONFIDENT_FIRST)
        .toList();
  }

  /**
   * Returns the rows nearest to being called otherwise, the nearest first, right or wrong.
   *
   * @param limit most rows to return
   */
  public static List<Mistake> mostUncertain(Scores scores, Decision decision, int limit) {
    List<Candidate> candidates = new ArrayList<>();
    for (int row = 0; row < scores.rows(); row++) {
      double[] probabilities = decision.probabilities(scores.logits()[row]);
      int called = decision.call(probabilities);
      candidates.add(
          new Candidate(
              new Mistake(row, scores.labels()[row], called, probabilities[called]),
              decision.margin(probabilities)));
    }
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble(Candidate::margin)
                .thenComparingInt(candidate -> candidate.row().row()))
        .limit(limit)
        .map(Candidate::row)
        .toList();
  }

  private record Candidate(Mistake row, double margin) {}
}
