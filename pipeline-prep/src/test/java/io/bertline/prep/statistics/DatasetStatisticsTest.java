package io.bertline.prep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.dataset.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DatasetStatisticsTest {
  private static final List<String> LABELS = List.of("no", "yes");

  @Test
  void partsAddUpToTheWholeInAnyOrder() {
    Random random = new Random(7);
    StatisticsCounter whole = new StatisticsCounter(LABELS, 16);
    List<DatasetStatistics> parts = new ArrayList<>();
    for (int part = 0; part < 20; part++) {
      StatisticsCounter counter = new StatisticsCounter(LABELS, 16);
      for (int row = 0; row < 30; row++) {
        long seed = random.nextLong();
        count(counter, new Random(seed));
        count(whole, new Random(seed));
      }
      parts.add(counter.toStatistics());
    }

    Collections.shuffle(parts, random);

    assertThat(parts.stream().reduce(DatasetStatistics::plus)).contains(whole.toStatistics());
    assertThat(whole.toStatistics().rows().complete()).isTrue();
    assertThat(whole.toStatistics().rows().read()).isEqualTo(600);
  }

  @Test
  void examplesAreSortedHoweverManyPartsTheyCameFrom() {
    StatisticsCounter one = new StatisticsCounter(LABELS, 16);
    StatisticsCounter other = new StatisticsCounter(LABELS, 16);
    one.addExample(example("q2"));
    one.addExample(example("q1"));
    other.addExample(example("q0"));

    assertThat(one.toStatistics().examples())
        .extracting(ExampleRow::id)
        .containsExactly("q1", "q2");
    assertThat(one.toStatistics().plus(other.toStatistics()).examples())
        .extracting(ExampleRow::id)
        .containsExactly("q0", "q1", "q2");
  }

  private static ExampleRow example(String id) {
    return new ExampleRow(
        id, "train", "no", "text", null, List.of("[CLS]", "[SEP]"), List.of(101, 102), false);
  }

  @Test
  void lengthsFallIntoLinearAndLogarithmicBins() {
    LengthCounter counter = new LengthCounter(10, 4);
    for (int length : new int[] {0, 1, 9, 10, 31, 32, 1000}) {
      counter.add(length);
    }

    LengthStatistics lengths = counter.toStatistics();

    assertThat(lengths.linear()).containsExactly(3L, 1L, 0L, 3L);
    assertThat(lengths.logarithmic().subList(0, 11))
        .containsExactly(1L, 1L, 0L, 0L, 2L, 1L, 1L, 0L, 0L, 0L, 1L);
    assertThat(lengths.max()).isEqualTo(1000);
    assertThat(lengths.mean()).isEqualTo(1083.0 / 7);
  }

  @Test
  void aTruncatedRowCountsTheTokensTheModelSees() {
    StatisticsCounter counter = new StatisticsCounter(LABELS, 8);
    counter.addKept(Split.TEST, new RowMeasure(1, 50, 11, 12, 8, 2));

    SplitStatistics test = counter.toStatistics().split(Split.TEST);

    assertThat(test.truncatedRows()).isEqualTo(1);
    assertThat(test.modelTokens()).isEqualTo(8);
    assertThat(test.unknownShare()).isEqualTo(0.25);
    assertThat(test.rowsByLabel()).containsExactly(0L, 1L);
    assertThat(counter.toStatistics().whole()).isEqualTo(test);
  }

  @Test
  void wordsAreRunsOfCharactersOtherThanWhiteSpace() {
    assertThat(RowMeasure.words("  Why\tnot,  then?\n")).isEqualTo(3);
    assertThat(RowMeasure.words("")).isZero();
  }

  @Test
  void statisticsOfOtherLabelsDoNotAddUp() {
    DatasetStatistics a = new StatisticsCounter(LABELS, 8).toStatistics();
    DatasetStatistics b = new StatisticsCounter(List.of("yes", "no"), 8).toStatistics();

    assertThatThrownBy(() -> a.plus(b)).hasMessage("labels [no, yes] and [yes, no]");
  }

  private static void count(StatisticsCounter counter, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> counter.addDuplicate();
      case 1 -> counter.addOutvoted();
      case 2 -> counter.addDeadLetter(random.nextBoolean() ? "not UTF-8" : "unknown label");
      default -> {
        int tokens = 2 + random.nextInt(30);
        counter.addKept(
            List.of(Split.values()).get(random.nextInt(3)),
            new RowMeasure(
                random.nextInt(2),
                random.nextInt(5000),
                random.nextInt(900),
                tokens,
                Math.min(tokens, 16),
                random.nextInt(2)));
      }
    }
  }
}
