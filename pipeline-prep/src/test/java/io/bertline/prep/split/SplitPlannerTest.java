package io.bertline.prep.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.dataset.Split;
import io.bertline.dataset.TextHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitPlannerTest {
  private static final SplitSizes SIZES =
      new SplitSizes(SplitSize.parse("0.8"), SplitSize.parse("0.1"), SplitSize.parse("0.1"));

  private record Row(String text, String label) {}

  @Test
  void splitsAreStratifiedWithExactCounts() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(new Row("text " + i, i < 63 ? "1" : "0"));
    }

    Map<String, Map<Fate, Integer>> counts = counts(rows, fates(plan(rows, 100, 42)));

    assertThat(counts.get("0"))
        .isEqualTo(Map.of(Fate.TRAIN, 749, Fate.VALIDATION, 94, Fate.TEST, 94));
    assertThat(counts.get("1")).isEqualTo(Map.of(Fate.TRAIN, 51, Fate.VALIDATION, 6, Fate.TEST, 6));
  }

  @Test
  void noTextLandsInTwoSplits() {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      rows.add(new Row("text " + random.nextInt(1500), random.nextInt(3) == 0 ? "1" : "0"));
    }

    List<Fate> fates = fates(plan(rows, 333, 42, 0.5, List.of(), null));

    Map<String, Set<Fate>> splits = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      if (fates.get(i).split() != null) {
        splits.computeIfAbsent(rows.get(i).text, text -> new HashSet<>()).add(fates.get(i));
      }
    }
    assertThat(splits.values()).allMatch(set -> set.size() == 1).hasSizeGreaterThan(1000);
    assertThat(fates.stream().filter(fate -> fate.split() != null)).hasSize(splits.size());
  }

  @Test
  void thePlanDoesNotDependOnTheRanges() {
    Random random = new Random(6);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      rows.add(new Row("text " + random.nextInt(600), "label " + random.nextInt(5)));
    }
    SplitPlan whole = plan(rows, 700, 1, 0.5, List.of(), null);

    for (int size : new int[] {1, 13, 350}) {
      SplitPlan plan = plan(rows, size, 1, 0.5, List.of(), null);
      assertThat(fates(plan)).isEqualTo(fates(whole));
      assertThat(examples(plan)).isEqualTo(examples(whole)).hasSize(6);
      for (Split split : Split.values()) {
        assertThat(hashes(plan, split)).isEqualTo(hashes(whole, split));
      }
    }
    assertThat(fates(plan(rows, 700, 2, 0.5, List.of(), null))).isNotEqualTo(fates(whole));
  }

  @Test
  void theFirstRowOfAMajorityStandsAndATieIsNotUsed() {
    List<Row> rows =
        new ArrayList<>(
            List.of(
                new Row("a", "0"),
                new Row("a", "1"),
                new Row("a", "1"),
                new Row("a", "1"),
                new Row("b", "0"),
                new Row("b", "1")));
    for (int i = 0; i < 94; i++) {
      rows.add(new Row("text " + i, i % 2 == 0 ? "0" : "1"));
    }

    List<Fate> fates = fates(plan(rows, 10, 42, 0.02, List.of(), null));

    assertThat(fates.get(0)).isEqualTo(Fate.OUTVOTED);
    assertThat(fates.get(1).split()).isNotNull();
    assertThat(fates.subList(2, 6))
        .containsExactly(Fate.DUPLICATE, Fate.DUPLICATE, Fate.TIED, Fate.TIED);
  }

  @Test
  void ignoredDuplicatesGiveTheSizesOfTheOriginalTutorial() {
    int rows = 1_306_122;
    int size = 1000;
    TextHash.Hasher hasher = new TextHash.Hasher();
    List<RangeShape> shapes = new ArrayList<>();
    List<RangeSurvey> surveys = new ArrayList<>();
    for (int from = 0; from < rows; from += size) {
      int count = Math.min(size, rows - from);
      long[] hashes = new long[2 * count];
      int[] labels = new int[count];
      for (int i = 0; i < count; i++) {
        TextHash hash = hasher.hash("text " + (from + i) % 1_300_000, null);
        hashes[2 * i] = hash.high();
        hashes[2 * i + 1] = hash.low();
        labels[i] = (from + i) % 1_300_000 % 16 == 0 ? 1 : 0;
      }
      shapes.add(new RangeShape(count, null));
      surveys.add(new RangeSurvey(surveys.size(), hashes, labels, List.of("0", "1"), null));
    }
    SplitSettings settings =
        new SplitSettings(
            "target",
            List.of(),
            null,
            sizes("0.1", "11755", "0"),
            Duplicates.IGNORE,
            42,
            0,
            List.of("t.csv"));

    SplitPlan plan = new SplitPlanner(settings, shapes).plan(surveys);

    assertThat(count(plan, Fate.TRAIN)).isEqualTo(130_612);
    assertThat(count(plan, Fate.VALIDATION)).isEqualTo(11_755);
    assertThat(count(plan, Fate.LEFT_OVER)).isEqualTo(rows - 130_612 - 11_755);
    assertThat(plan.texts().repeated()).isEqualTo(6_122);
    assertThat(plan.texts().distinct()).isEqualTo(1_300_000);
    // A tenth of the texts is in train, a hundredth in validation, and neither knows of the other.
    assertThat(plan.texts().shared()).isBetween(2L, 30L);
  }

  @Test
  void keptDuplicatesStayTogetherAndCountsAreExactUpToOneText() {
    List<Row> rows = repetitive(5000, 1500);

    SplitPlan plan = plan(rows, sizes("0.6", "0.2", "500"), Duplicates.KEEP);

    List<Fate> fates = fates(plan);
    Map<String, Set<Fate>> splits = new HashMap<>();
    Map<String, Integer> sizes = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      splits.computeIfAbsent(rows.get(i).text, text -> new HashSet<>()).add(fates.get(i));
      sizes.merge(rows.get(i).text, 1, Integer::sum);
    }
    int labels = 2;
    int off = labels * Collections.max(sizes.values());
    assertThat(splits.values()).allMatch(set -> set.size() == 1);
    assertThat(count(plan, Fate.TRAIN)).isBetween(3000 - off, 3000 + off);
    assertThat(count(plan, Fate.VALIDATION)).isBetween(1000 - off, 1000 + off);
    assertThat(count(plan, Fate.TEST)).isBetween(500 - off, 500 + off);
    assertThat(plan.texts().shared()).isZero();
    assertThat(hashes(plan, Split.TRAIN).length / TextHash.BYTES)
        .isEqualTo(count(plan, Fate.TRAIN));
  }

  @Test
  void aTextOfTheTestInputIsNotLearnt() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(new Row("text " + i, i % 2 == 0 ? "0" : "1"));
    }
    for (int i = 350; i < 450; i++) {
      // One in ten was labelled otherwise; the test stays as it was given.
      rows.add(new Row("text " + i, i % 10 == 0 ? "1" : i % 2 == 0 ? "0" : "1"));
    }

    SplitPlan plan =
        plan(rows, sizes(null, "0.1", "0"), Duplicates.DROP, row -> row < 400 ? null : Split.TEST);

    List<Fate> fates = fates(plan);
    assertThat(fates.subList(400, 500)).containsOnly(Fate.TEST);
    assertThat(Collections.frequency(fates, Fate.OUTVOTED)).isEqualTo(5);
    assertThat(Collections.frequency(fates, Fate.DUPLICATE)).isEqualTo(45);
    assertThat(Collections.frequency(fates, Fate.VALIDATION)).isEqualTo(35);
    assertThat(Collections.frequency(fates, Fate.TRAIN)).isEqualTo(315);
    assertThat(plan.texts().conflicting()).isEqualTo(5);
  }

  @Test
  void aColumnOfDifferentValuesIsNoLabel() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      rows.add(new Row("text " + i, "label " + i));
    }

    assertThat(plan(rows, 100, 42).refusal())
        .isEqualTo(
            "t.csv: column 'target' has more than 1000 different values; name the label with"
                + " --label-column");
  }

  @Test
  void manySmallLabelsStillGiveExactTotals() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(new Row("text " + i, "label " + i % 100));
    }

    List<Fate> fates = fates(plan(rows, 50, 42));

    assertThat(Collections.frequency(fates, Fate.TRAIN)).isEqualTo(160);
    assertThat(Collections.frequency(fates, Fate.VALIDATION)).isEqualTo(20);
    assertThat(Collections.frequency(fates, Fate.TEST)).isEqualTo(20);
  }

  @Test
  void theHashesOfASplitAreSorted() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(new Row("text " + i, i % 2 == 0 ? "0" : "1"));
    }

    SplitPlan plan = plan(rows, 7, 42);

    assertThat(Split.values())
        .extracting(split -> hashes(plan, split).length / TextHash.BYTES)
        .containsExactly(40, 5, 5);
    byte[] train = hashes(plan, Split.TRAIN);
    for (int i = TextHash.BYTES; i < train.length; i += TextHash.BYTES) {
      assertThat(Arrays.compareUnsigned(train, i - 16, i, train, i, i + 16)).isNegative();
    }
  }

  @Test
  void theLabelThatIsSoughtHasIndexOne() {
    assertThat(order(Map.of("0", 1L, "1", 9L), null)).containsExactly("0", "1");
    assertThat(order(Map.of("No", 9L, "Yes", 1L), null)).containsExactly("No", "Yes");
    assertThat(order(Map.of("feeling", 1L, "other", 9L), null)).containsExactly("other", "feeling");
    assertThat(order(Map.of("ham", 5L, "spam", 5L), null)).containsExactly("ham", "spam");
    assertThat(order(Map.of("0", 1L, "1", 9L), "0")).containsExactly("1", "0");
    assertThat(order(Map.of("10", 1L, "9", 1L, "-3", 1L), null)).containsExactly("-3", "9", "10");
  }

  @Test
  void rowsThatMakeNoDatasetAreRefusedInOneLine() {
    List<Row> one = List.of(new Row("a", "0"), new Row("b", "0"));
    assertThat(plan(one, 1, 42).refusal())
        .isEqualTo(
            "t.csv: column 'target' has one value, \"0\", in all 2 rows; a classifier needs two"
                + " labels");
    List<Row> few = List.of(new Row("a", "0"), new Row("b", "1"), new Row("c", "1"));
    assertThat(plan(few, 1, 42).refusal())
        .isEqualTo(
            "t.csv: 3 distinct texts are too few: the validation split would be empty; add rows or"
                + " change --validation-size");
    assertThat(plan(few, 1, 42, 0.01, List.of(), "yes").refusal())
        .isEqualTo("t.csv: column 'target' is never \"yes\", the --positive-label; there are 0, 1");
    List<Row> bad = List.of(new Row("a", "0"), new Row("", ""), new Row("c", "1"));
    assertThat(plan(bad, 2, 42).refusal())
        .isEqualTo(
            "t.csv: row 3 (byte 10): column 'text' is empty; 1 of 3 rows (33.33 %) cannot be used,"
                + " more than --max-bad-rows 0.01");
    List<Row> tied = List.of(new Row("a", "0"), new Row("a", "1"), new Row("c", "1"));
    assertThat(plan(tied, 2, 42).refusal())
        .isEqualTo(
            "2 rows share their text with as many rows of another label; 2 of 3 rows (66.67 %)"
                + " cannot be used, more than --max-bad-rows 0.01");
    assertThat(plan(List.of(), 2, 42).refusal()).isEqualTo("t.csv: has a header but no rows");
  }

  private static List<String> order(Map<String, Long> rows, @Nullable String positive) {
    return LabelOrder.order(List.of(), positive, rows);
  }

  private static SplitPlan plan(List<Row> rows, int rangeSize, long seed) {
    return plan(rows, rangeSize, seed, 0.01, List.of(), null);
  }

  private static SplitPlan plan(
      List<Row> rows,
      int rangeSize,
      long seed,
      double maxBadRows,
      List<String> labels,
      @Nullable String positiveLabel) {
    SplitSettings settings =
        new SplitSettings(
            "target",
            labels,
            positiveLabel,
            SIZES,
            Duplicates.DROP,
            seed,
            maxBadRows,
            List.of("t.csv"));
    return plan(rows, rangeSize, settings, row -> null);
  }

  private static SplitPlan plan(List<Row> rows, SplitSizes sizes, Duplicates duplicates) {
    return plan(rows, sizes, duplicates, row -> null);
  }

  private static SplitPlan plan(
      List<Row> rows,
      SplitSizes sizes,
      Duplicates duplicates,
      Function<Integer, @Nullable Split> given) {
    SplitSettings settings =
        new SplitSettings("target", List.of(), null, sizes, duplicates, 42, 0.5, List.of("t.csv"));
    return plan(rows, 100, settings, given);
  }

  /** Plans ranges of this many rows, each with a record more that is an empty line. */
  private static SplitPlan plan(
      List<Row> rows,
      int rangeSize,
      SplitSettings settings,
      Function<Integer, @Nullable Split> given) {
    List<RangeSurvey> surveys = new ArrayList<>();
    List<RangeShape> shapes = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += rangeSize) {
      int to = Math.min(from + rangeSize, rows.size());
      shapes.add(new RangeShape(to - from + (to == rows.size() ? 1 : 0), given.apply(from)));
      surveys.add(survey(surveys.size(), from, rows.subList(from, to)));
    }
    Collections.shuffle(surveys, new Random(9));
    return new SplitPlanner(settings, shapes).plan(surveys);
  }

  private static byte[] hashes(SplitPlan plan, Split split) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      plan.writeHashes(split, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static SplitSizes sizes(@Nullable String train, String validation, String test) {
    return new SplitSizes(
        train == null ? null : SplitSize.parse(train),
        SplitSize.parse(validation),
        SplitSize.parse(test));
  }

  private static int count(SplitPlan plan, Fate fate) {
    return Collections.frequency(fates(plan), fate);
  }

  private static List<Row> repetitive(int rows, int texts) {
    Random random = new Random(5);
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int text = random.nextInt(texts);
      all.add(new Row("text " + text, text % 4 == 0 ? "1" : "0"));
    }
    return all;
  }

  private static RangeSurvey survey(int range, int firstRow, List<Row> rows) {
    TextHash.Hasher hasher = new TextHash.Hasher();
    List<String> names = rows.stream().map(Row::label).distinct().toList();
    long[] hashes = new long[2 * rows.size()];
    int[] labels = new int[rows.size()];
    UnusableRow unusable = null;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      labels[i] = names.indexOf(row.label);
      TextHash hash = hasher.hash(row.text, null);
      hashes[2 * i] = hash.high();
      hashes[2 * i + 1] = hash.low();
      if (row.text.isEmpty()) {
        labels[i] = RangeSurvey.UNUSABLE;
        unusable = new UnusableRow(0, firstRow + i + 2, 10, "column 'text' is empty");
      }
    }
    return new RangeSurvey(range, hashes, labels, names, unusable);
  }

  private static List<Fate> fates(SplitPlan plan) {
    assertThat(plan.refusal()).isNull();
    List<Fate> fates = new ArrayList<>();
    for (RangeFates range : plan.fates()) {
      for (int row = 0; row < range.codes().length; row++) {
        fates.add(range.fate(row));
      }
    }
    return fates;
  }

  private static List<Integer> examples(SplitPlan plan) {
    List<Integer> examples = new ArrayList<>();
    int index = 0;
    for (RangeFates range : plan.fates()) {
      for (int row = 0; row < range.codes().length; row++, index++) {
        if (range.isExample(row)) {
          examples.add(index);
        }
      }
    }
    return examples;
  }

  private static Map<String, Map<Fate, Integer>> counts(List<Row> rows, List<Fate> fates) {
    Map<String, Map<Fate, Integer>> counts = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      counts
          .computeIfAbsent(rows.get(i).label, label -> new EnumMap<>(Fate.class))
          .merge(fates.get(i), 1, Integer::sum);
    }
    return counts;
  }
}
