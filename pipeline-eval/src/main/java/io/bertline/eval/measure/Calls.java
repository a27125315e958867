package io.bertline.eval.measure;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.Scores;
import java.util.stream.IntStream;

/** What a decision calls rows. */
public final class Calls {
  private Calls() {}

  /** Returns the label index each row is called, [rows]. */
  public static int[] of(Scores scores, Decision decision) {
    return IntStream.range(0, scores.rows())
        .map(row -> decision.call(decision.probabilities(scores.logits()[row])))
        .toArray();
  }
}
