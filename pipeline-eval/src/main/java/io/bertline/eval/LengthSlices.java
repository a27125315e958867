package io.bertline.eval;

import io.bertline.bert.TokenRows;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.report.Slice;
import io.bertline.eval.scores.Scores;
import io.bertline.metrics.BinaryScores;
import io.bertline.metrics.Bootstrap;
import io.bertline.metrics.MulticlassConfusion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Measures short and long texts apart; each slice is twice as wide as the one before. */
final class LengthSlices {
  private static final int SHORTEST = 16;

  private final Scores scores;
  private final Decision decision;
  private final Bootstrap bootstrap;

  LengthSlices(Scores scores, Decision decision, Bootstrap bootstrap) {
    this.scores = scores;
    this.decision = decision;
    this.bootstrap = bootstrap;
  }

  /**
   * Returns the slices that hold rows, short texts first.
   *
   * @param maxLength tokens of the longest text
   */
  List<Slice> of(TokenRows tokens, int maxLength) {
    List<Slice> slices = new ArrayList<>();
    int low = 0;
    for (int high = SHORTEST; low < maxLength; high *= 2) {
      int from = low;
      int to = Math.min(high, maxLength);
      int[] rows =
          IntStream.range(0, tokens.size())
              .filter(row -> tokens.length(row) > from && tokens.length(row) <= to)
              .toArray();
      if (rows.length > 0) {
        slices.add(slice(name(from, to), rows));
      }
      low = to;
    }
    return slices;
  }

  private static String name(int from, int to) {
    return from == 0 ? "up to " + to + " tokens" : (from + 1) + " to " + to + " tokens";
  }

  private Slice slice(String name, int[] rows) {
    int[] labels = IntStream.of(rows).map(row -> scores.labels()[row]).toArray();
    double[][] probabilities =
        IntStream.of(rows)
            .mapToObj(row -> decision.probabilities(scores.logits()[row]))
            .toArray(double[][]::new);
    if (decision.threshold() != null) {
      double[] positive = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        positive[i] = probabilities[i][1];
      }
      return Slice.of(name, BinaryScores.of(labels, positive), decision.threshold(), bootstrap);
    }
    int[] called = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      called[i] = decision.call(probabilities[i]);
    }
    return Slice.of(
        name, MulticlassConfusion.of(labels, called, decision.labels().size()), bootstrap);
  }
}
