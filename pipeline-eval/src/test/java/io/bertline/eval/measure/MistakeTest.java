package io.bertline.eval.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.classifier.ClassifierInfo;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.Scores;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MistakeTest {
  private static final Decision DECISION =
      Decision.of(new ClassifierInfo(1, List.of("no", "yes"), "yes", 64, 0.5, 1, "t"), null);

  @Test
  void theMostConfidentOfEachLabelCalledComeFirst() {
    // Called yes: rows 0 and 2 (wrong), 3. Called no: rows 1 and 4 (wrong), 5.
    Scores scores = scores(new int[] {0, 1, 0, 1, 1, 0}, 3, -5, 1, 4, -2, -1);

    List<Mistake> worst = Mistake.worst(scores, DECISION, 10);

    assertThat(worst.stream().map(Mistake::row)).containsExactly(1, 0, 4, 2);
    assertThat(worst.get(0).called()).isZero();
    assertThat(worst.get(0).confidence()).isEqualTo(1 - 1 / (1 + Math.exp(5)));
    assertThat(Mistake.worst(scores, DECISION, 2).stream().map(Mistake::row)).containsExactly(1, 0);
  }

  @Test
  void equallyConfidentOnesKeepTheOrderOfTheRows() {
    Scores scores = scores(new int[] {0, 0, 0}, 2, 2, 2);
    assertThat(Mistake.worst(scores, DECISION, 4).stream().map(Mistake::row)).containsExactly(0, 1);
  }

  @Test
  void aFlawlessClassifierHasNone() {
    assertThat(Mistake.worst(scores(new int[] {0, 1}, -2, 2), DECISION, 4)).isEmpty();
  }

  private static Scores scores(int[] labels, float... logits) {
    return new Scores(
        IntStream.range(0, labels.length).mapToObj(String::valueOf).toList(),
        labels,
        IntStream.range(0, logits.length)
            .mapToObj(row -> new float[] {0, logits[row]})
            .toArray(float[][]::new));
  }
}
