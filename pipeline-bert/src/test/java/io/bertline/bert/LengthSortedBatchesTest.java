package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthSortedBatchesTest {
  private static final LengthSortedBatches BATCHES = LengthSortedBatches.ofRows(32);

  @Test
  void aPassTakesEveryRowOnce() {
    TokenRows rows = rows(5001);
    assertThat(BATCHES.training(rows, 1, 0).stream().flatMapToInt(IntStream::of).sorted().toArray())
        .containsExactly(IntStream.range(0, 5001).toArray());
    assertThat(BATCHES.evaluation(rows).stream().flatMapToInt(IntStream::of).sorted().toArray())
        .containsExactly(IntStream.range(0, 5001).toArray());
  }

  @Test
  void batchesAreFullButForTheLast() {
    List<int[]> batches = BATCHES.training(rows(5001), 1, 0);
    assertThat(batches).hasSize(157);
    assertThat(batches.stream().filter(batch -> batch.length == 32)).hasSize(156);
  }

  @Test
  void thePassesOfASeedDifferAndRepeat() {
    TokenRows rows = rows(500);
    assertThat(BATCHES.training(rows, 1, 0).toArray(int[][]::new))
        .isDeepEqualTo(BATCHES.training(rows, 1, 0).toArray(int[][]::new));
    assertThat(BATCHES.training(rows, 1, 0).get(0))
        .isNotEqualTo(BATCHES.training(rows, 1, 1).get(0))
        .isNotEqualTo(BATCHES.training(rows, 2, 0).get(0));
  }

  @Test
  void littleIsPadding() {
    TokenRows rows = rows(20_000);
    assertThat(padding(rows, BATCHES.training(rows, 1, 0))).isLessThan(0.03);
    assertThat(padding(rows, BATCHES.evaluation(rows))).isLessThan(0.01);
  }

  @Test
  void theOrderOfTrainingBatchesDoesNotFollowTheirLength() {
    TokenRows rows = rows(20_000);
    List<int[]> batches = BATCHES.training(rows, 1, 0);
    double rising = 0;
    for (int i = 1; i < batches.size(); i++) {
      rising += rows.length(batches.get(i)[0]) > rows.length(batches.get(i - 1)[0]) ? 1 : 0;
    }
    assertThat(rising / batches.size()).isBetween(0.35, 0.6);
  }

  @Test
  void evaluationStartsWithTheLongestTexts() {
    TokenRows rows = rows(500);
    int longest = IntStream.range(0, 500).map(rows::length).max().orElseThrow();
    int[] first = BATCHES.evaluation(rows).get(0);
    assertThat(rows.length(first[first.length - 1])).isEqualTo(longest);
  }

  @Test
  void aLimitOnTokensCountsPadding() {
    TokenRows rows = rows(5000);
    for (int[] batch : new LengthSortedBatches(1000, 512).training(rows, 1, 0)) {
      assertThat((long) batch.length * rows.batch(batch).length())
          .isLessThanOrEqualTo(Math.max(512, rows.batch(batch).length()));
    }
  }

  @Test
  void noRowsMakeNoBatches() {
    assertThat(BATCHES.training(rows(0), 1, 0)).isEmpty();
    assertThat(BATCHES.evaluation(rows(0))).isEmpty();
  }

  private static double padding(TokenRows rows, List<int[]> batches) {
    long computed = 0;
    for (int[] batch : batches) {
      computed += (long) batch.length * rows.batch(batch).length();
    }
    return 1 - rows.tokens() / (double) computed;
  }

  /** Lengths as of short questions: log-normal, median 16, at most 64. */
  private static TokenRows rows(int size) {
    Random random = new Random(3);
    TokenRows.Builder rows = new TokenRows.Builder();
    for (int i = 0; i < size; i++) {
      int length = (int) Math.max(4, Math.min(64, 16 * Math.exp(0.454 * random.nextGaussian())));
      rows.add(new int[length], new int[length], 0);
    }
    return rows.build();
  }
}
