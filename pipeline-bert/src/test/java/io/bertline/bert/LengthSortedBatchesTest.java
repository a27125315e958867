package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthSortedBatchesTest {
  private static final LengthSortedBatches BATCHES = LengthSortedBatches.ofRows(32);

  /** Glosses of WordNet 3.1 by tokens, from 0: the training split of the quick start. */
  private static final int[] WORDNET = {
    0, 0, 0, 8, 158, 380, 584, 967, 1160, 1308, 1274, 1296, 1182, 1190, 1069, 994, 911, 883, 846,
    654, 612, 536, 474, 420, 402, 329, 281, 257, 214, 205, 163, 139, 130, 146, 104, 81, 79, 53, 45,
    47, 42, 48, 40, 33, 14, 17, 14, 20, 10, 10, 9, 16, 13, 6, 6, 5, 9, 9, 7, 4, 2, 3, 2, 1, 1, 1, 3,
    1, 0, 0, 0, 2, 1, 0, 0, 3, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
  };

  /** Short questions as people ask them on Quora, by tokens, from 0: 2,000 of them. */
  private static final int[] QUESTIONS = {
    0, 0, 0, 0, 0, 0, 7, 20, 62, 92, 152, 177, 182, 164, 141, 132, 112, 100, 80, 74, 68, 52, 40, 39,
    40, 32, 27, 21, 27, 21, 18, 19, 10, 15, 4, 10, 7, 3, 3, 2, 2, 5, 4, 4, 4, 1, 6, 6, 1, 1, 2, 1,
    0, 0, 1, 1, 1, 2, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 1
  };

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
  void threePercentOfTheTokensArePaddingAtMost() {
    TokenRows glosses = rows(WORDNET, 15_950);
    TokenRows questions = rows(QUESTIONS, 60_000);
    for (int epoch = 0; epoch < 5; epoch++) {
      assertThat(padding(glosses, BATCHES.training(glosses, 42, epoch))).isLessThan(0.03);
      assertThat(padding(questions, BATCHES.training(questions, 42, epoch))).isLessThan(0.03);
    }
    assertThat(padding(questions, BATCHES.evaluation(questions))).isLessThan(0.01);
  }

  @Test
  void aLimitOnTokensLeavesLessPaddingThanALimitOnRows() {
    TokenRows glosses = rows(WORDNET, 15_950);
    LengthSortedBatches byTokens = LengthSortedBatches.ofTokens(512);
    assertThat(padding(glosses, byTokens.training(glosses, 42, 0))).isLessThan(0.02);
  }

  @Test
  void thereIsNoSmallLastWindowThatWouldBeMostlyPadding() {
    for (int batches : new int[] {129, 130, 131}) {
      TokenRows questions = rows(QUESTIONS, batches * 32);
      assertThat(padding(questions, BATCHES.training(questions, 42, 0))).isLessThan(0.03);
    }
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
    for (int[] batch : LengthSortedBatches.ofTokens(512).training(rows, 1, 0)) {
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

  private static TokenRows rows(int size) {
    return rows(QUESTIONS, size);
  }

  /** Returns rows whose lengths are spread as in a histogram. */
  private static TokenRows rows(int[] histogram, int size) {
    int[] lengths =
        IntStream.range(0, histogram.length)
            .flatMap(length -> IntStream.generate(() -> length).limit(histogram[length]))
            .toArray();
    Random random = new Random(3);
    TokenRows.Builder rows = new TokenRows.Builder();
    for (int i = 0; i < size; i++) {
      int length = lengths[random.nextInt(lengths.length)];
      rows.add(new int[length], new int[length], 0);
    }
    return rows.build();
  }
}
