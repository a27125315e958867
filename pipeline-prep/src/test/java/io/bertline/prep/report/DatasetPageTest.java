package io.bertline.prep.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.prep.statistics.LengthStatistics;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class DatasetPageTest {
  private static final String BINARY = SampleDataset.binary(20_000).page();

  @Test
  void saysFirstWhetherTrainingCanBegin() {
    assertThat(BINARY)
        .contains("<title>Dataset of quora: Ready to train, with two things to know.</title>")
        .contains("<h1>Ready to train, with two things to know.</h1>")
        .containsPattern(
            "20,000 rows, 6\\.\\d\u202f% of them “insincere”, in three splits that look alike")
        .contains(
            "672 of 20,672 rows were left out: 551 duplicates, 37 outvoted by rows of the same"
                + " text, 84 that could not be used.");
  }

  @Test
  void warnsOfUnbalancedLabelsAndConflicts() {
    assertThat(BINARY)
        .containsPattern("The labels are unbalanced: 1[45] “sincere” for 1 “insincere”\\.")
        .contains("37 rows were outvoted.");
  }

  @Test
  void accountsForEveryRow() {
    assertThat(BINARY).containsSubsequence("kept", "20,000", "duplicates", "551", "84", "20,672");
  }

  @Test
  void drawsEveryLengthLinearAndLogarithmic() {
    for (String chart :
        List.of(
            "tokens",
            "tokens-log",
            "words",
            "words-log",
            "characters",
            "characters-log",
            "truncation")) {
      assertThat(BINARY).contains("aria-labelledby=\"" + chart + "-t " + chart + "-d\"");
    }
    assertThat(BINARY).contains("cut at 64");
  }

  @Test
  void showsForeignTextAsItIs() {
    assertThat(BINARY)
        .doesNotContain("<script")
        .contains("Can I put &lt;script&gt;alert(1)&lt;/script&gt; ⟨U+202E⟩ in a &lt;/q&gt;?")
        .contains("⟨U+0000⟩⟨U+0007⟩")
        .contains("<bdi>##ing</bdi> <bdi>&lt;b&gt;</bdi>");
  }

  @Test
  void listsEveryLabelWhereThereAreMany() {
    String page = SampleDataset.of(3_000, List.of("act", "artifact", "person"), 0.6).page();

    assertThat(page)
        .contains("<bdi>artifact</bdi>")
        .contains("of 3 labels")
        .doesNotContain("unbalanced");
  }

  @Test
  void advisesMacroF1WhereRareLabelsWouldHardlyCount() {
    assertThat(SampleDataset.of(3_000, List.of("act", "artifact", "person"), 0.1).page())
        .contains("for 1 “")
        .contains("Judge by macro F1, not accuracy")
        .doesNotContain("average precision");
  }

  @Test
  void refusesToCallADatasetReadyWithoutARowOfALabel() {
    String page = SampleDataset.of(100, List.of("yes", "no"), 0).page();

    assertThat(page)
        .contains("<h1>Not ready to train.</h1>")
        .contains("class=\"mark fail\"")
        .contains("Train has no row of “no”.");
  }

  @Test
  void describesADatasetWithoutRows() {
    assertThat(SampleDataset.of(0, List.of("yes", "no"), 0).page())
        .contains("<h1>Not ready to train.</h1>")
        .contains("There is no row.");
  }

  @Test
  void hasTheSameBytesTwiceWhateverTheLocale() {
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(SampleDataset.binary(20_000).page()).isEqualTo(BINARY);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void measuresTheDistanceOfTwoDistributionsAsTheLargestGap() {
    Lengths low = lengths(List.of(5L, 5L, 0L));
    Lengths high = lengths(List.of(0L, 2L, 8L));

    assertThat(low.distance(high)).isEqualTo(0.8);
    assertThat(low.distance(low)).isZero();
    assertThat(low.distance(lengths(List.of(0L, 0L, 0L)))).isZero();
  }

  @Test
  void readsPercentilesOffTheBins() {
    Lengths lengths = lengths(List.of(50L, 45L, 5L));

    assertThat(lengths.percentile(0.5)).isEqualTo("9");
    assertThat(lengths.percentile(0.95)).isEqualTo("19");
    assertThat(lengths.percentile(0.99)).isEqualTo("more than 19");
  }

  private static Lengths lengths(List<Long> bins) {
    long count = bins.stream().mapToLong(Long::longValue).sum();
    return new Lengths(new LengthStatistics(count, 0, 29, 10, bins, Collections.nCopies(32, 0L)));
  }
}
