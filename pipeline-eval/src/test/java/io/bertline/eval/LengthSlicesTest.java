package io.bertline.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.bert.TokenRows;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.report.Slice;
import io.bertline.eval.scores.Scores;
import io.bertline.metrics.Bootstrap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthSlicesTest {
  @Test
  void everyRowIsInOneSliceByItsLength() {
    List<Slice> slices = slices(List.of("no", "yes"), "yes", 100, 2, 16, 17, 32, 33, 100);

    assertThat(slices.stream().map(Slice::name))
        .containsExactly(
            "up to 16 tokens", "17 to 32 tokens", "33 to 64 tokens", "65 to 100 tokens");
    assertThat(slices.stream().map(Slice::rows)).containsExactly(2L, 2L, 1L, 1L);
  }

  @Test
  void aSliceWithoutRowsIsLeftOut() {
    assertThat(slices(List.of("a", "b", "c"), null, 24, 24).stream().map(Slice::name))
        .containsExactly("17 to 24 tokens");
  }

  @Test
  void aSliceIsJudgedByItsOwnRows() {
    int[] lengths = IntStream.range(0, 80).map(row -> row < 40 ? 8 : 20).toArray();

    List<Slice> slices = slices(List.of("a", "b", "c"), null, 24, lengths);

    // All rows are called b; label b are those of odd rows below 40, and all from 40 on.
    assertThat(slices.get(0).judgement()).isNotNull();
    assertThat(
            slices.stream()
                .map(slice -> slice.judgement() == null ? -1 : slice.judgement().value()))
        .containsExactly(0.5, 1.0);
  }

  private static List<Slice> slices(
      List<String> labels,
      @org.jspecify.annotations.Nullable String positive,
      int maxLength,
      int... lengths) {
    TokenRows.Builder tokens = new TokenRows.Builder();
    int[] truths = new int[lengths.length];
    float[][] logits = new float[lengths.length][labels.size()];
    for (int row = 0; row < lengths.length; row++) {
      truths[row] = row >= 40 || row % 2 == 1 ? 1 : 0;
      logits[row][1] = 1;
      tokens.add(new int[lengths[row]], new int[lengths[row]], truths[row]);
    }
    List<String> ids = IntStream.range(0, lengths.length).mapToObj(String::valueOf).toList();
    Decision decision =
        Decision.of(new ClassifierInfo(1, labels, positive, maxLength, 0.5, 1, "t"), null);
    return new LengthSlices(new Scores(ids, truths, logits), decision, Bootstrap.standard())
        .of(tokens.build(), maxLength);
  }
}
