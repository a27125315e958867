package io.bertline.eval.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.classifier.ClassifierInfo;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.Scores;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelDoubtTest {
  private static final Decision DECISION =
      Decision.of(new ClassifierInfo(1, List.of("no", "yes"), "yes", 64, 0.9, 1, "t"), null);

  /** The mean score of "yes" rows is about 0.71, of "no" rows about 0.27. */
  @Test
  void aRowThatScoresLikeTheOtherLabelIsDoubted() {
    Scores scores = scores(new int[] {1, 1, 1, 0, 0, 0, 0}, 3f, 2f, -3f, -3f, -2f, 2.5f, 0.5f);

    List<Mistake> doubts = LabelDoubt.likely(scores, DECISION, 10);

    assertThat(doubts).extracting(Mistake::row).containsExactly(2, 5);
    assertThat(doubts.get(0)).extracting(Mistake::label, Mistake::called).containsExactly(1, 0);
    assertThat(doubts.get(1)).extracting(Mistake::label, Mistake::called).containsExactly(0, 1);
    assertThat(LabelDoubt.likely(scores, DECISION, 1)).hasSize(1);
  }

  @Test
  void aLabelWithoutRowsIsNeverLikely() {
    assertThat(LabelDoubt.likely(scores(new int[] {0, 0}, 5f, -5f), DECISION, 10)).isEmpty();
  }

  @Test
  void theMostUncertainRowsAreNearestToTheThreshold() {
    // ln(0.9 / 0.1) = 2.197 is the logit of the threshold.
    Scores scores = scores(new int[] {1, 0, 1, 0}, 0f, 2.2f, 5f, 1.9f);

    assertThat(Mistake.mostUncertain(scores, DECISION, 2))
        .extracting(Mistake::row)
        .containsExactly(1, 3);
  }

  private static Scores scores(int[] labels, float... positive) {
    return new Scores(
        IntStream.range(0, labels.length).mapToObj(String::valueOf).toList(),
        labels,
        IntStream.range(0, labels.length)
            .mapToObj(row -> new float[] {0, positive[row]})
            .toArray(float[][]::new));
  }
}
