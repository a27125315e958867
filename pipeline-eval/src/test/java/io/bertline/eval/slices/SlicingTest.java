package io.bertline.eval.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bertline.bert.TokenRows;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.LoadedSplit;
import io.bertline.eval.scores.RowTraits;
import io.bertline.eval.scores.Scores;
import io.bertline.eval.slices.Slice.Judgement;
import io.bertline.metrics.Bootstrap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicingTest {
  private static final List<String> TWO = List.of("no", "yes");
  private static final List<String> THREE = List.of("a", "b", "c");

  @Test
  void everyRowIsInOneSliceByItsLength() {
    List<Slice> slices = of("length", slices(TWO, 100, 2, 16, 17, 32, 33, 100));
    assertThat(slices)
        .extracting(Slice::name)
        .containsExactly(
            "up to 16 tokens", "17 to 32 tokens", "33 to 64 tokens", "65 to 100 tokens");
    assertThat(slices).extracting(Slice::rows).containsExactly(2L, 2L, 1L, 1L);
  }

  @Test
  void aSliceWithoutRowsIsLeftOut() {
    assertThat(of("length", slices(THREE, 24, 24, 24)))
        .extracting(Slice::name)
        .containsExactly("17 to 24 tokens");
  }

  @Test
  void aSliceIsJudgedByItsOwnRowsAndFlaggedWhenItIsWeak() {
    // All rows are called b; label b are those of odd rows below 40, and all from 40 on.
    List<Slice> slices = of("length", slices(THREE, 24, shortThenLong()));
    assertThat(slices).extracting(slice -> judgement(slice).value()).containsExactly(0.5, 1.0);
    assertThat(slices).extracting(Slice::weak).containsExactly(true, false);
    // Of the labels a, b that occur; c must not count as never found.
    assertThat(judgement(slices.get(0)).figure("recall")).isEqualTo(0.5);
    assertThat(judgement(slices.get(0)).figure("f1")).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void rowsOfALabelAreJudgedByHowManyAreRight() {
    List<Slice> slices = of(Slice.LABEL, slices(TWO, 24, shortThenLong()));
    assertThat(slices).extracting(Slice::name).containsExactly("“no”", "“yes”");
    assertThat(slices.get(0).judgement()).isNull();
    assertThat(judgement(slices.get(1)).figures()).isEqualTo(Map.of("accuracy", 1.0));
  }

  @Test
  void aSliceOfTooFewSoughtRowsIsNotJudged() {
    Slice slice = of("length", slices(TWO, 24, shortThenLong())).get(0);
    assertThat(slice.judgedRows()).isEqualTo(20);
    assertThat(slice.judgement()).isNull();
  }

  @Test
  void aColumnIsASliceForEachOfItsFrequentValues() {
    int rows = 60;
    String[] values =
        IntStream.range(0, rows)
            .mapToObj(row -> row < 50 ? "v" + row % 25 : "")
            .toArray(String[]::new);
    RowTraits traits = new RowTraits(new float[rows], new boolean[rows], Map.of("site", values));
    List<Slice> slices = of("site", slices(TWO, 24, lengths(rows, 10), traits));
    assertThat(slices).hasSize(21);
    assertThat(slices)
        .extracting(Slice::name)
        .contains("site = (empty)", "site = v0", "site = others");
    assertThat(slices.stream().mapToLong(Slice::rows).sum()).isEqualTo(rows);
  }

  @Test
  void unknownTokensAndCutsAreSlicesWhereTheyTellRowsApart() {
    RowTraits plain = new RowTraits(new float[4], new boolean[4], Map.of());
    assertThat(slices(TWO, 24, lengths(4, 10), plain))
        .extracting(Slice::group)
        .doesNotContain("unknown tokens", "truncated");

    RowTraits mixed =
        new RowTraits(
            new float[] {0, 0.04f, 0.2f, 0}, new boolean[] {true, false, false, false}, Map.of());
    List<Slice> slices = slices(TWO, 24, lengths(4, 10), mixed);
    assertThat(of("unknown tokens", slices)).extracting(Slice::rows).containsExactly(2L, 1L, 1L);
    assertThat(of("truncated", slices))
        .extracting(Slice::name)
        .containsExactly("cut at 24 tokens", "not cut");
    assertThat(mixed.truncatedRows()).isOne();
  }

  private static int[] shortThenLong() {
    return IntStream.range(0, 80).map(row -> row < 40 ? 8 : 20).toArray();
  }

  private static int[] lengths(int rows, int length) {
    int[] lengths = new int[rows];
    Arrays.fill(lengths, length);
    return lengths;
  }

  private static Judgement judgement(Slice slice) {
    return Objects.requireNonNull(slice.judgement());
  }

  private static List<Slice> of(String group, List<Slice> slices) {
    return slices.stream().filter(slice -> slice.group().equals(group)).toList();
  }

  private static List<Slice> slices(List<String> labels, int maxLength, int... lengths) {
    int rows = lengths.length;
    return slices(
        labels, maxLength, lengths, new RowTraits(new float[rows], new boolean[rows], Map.of()));
  }

  private static List<Slice> slices(
      List<String> labels, int maxLength, int[] lengths, RowTraits traits) {
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
        Decision.of(
            new ClassifierInfo(
                1, labels, labels.size() == 2 ? "yes" : null, maxLength, 0.5, 1, "t"),
            null);
    return new Slicing(new Scores(ids, truths, logits), decision, Bootstrap.standard())
        .of(new RowGroups(new LoadedSplit(ids, tokens.build(), traits, 0), labels, maxLength));
  }
}
