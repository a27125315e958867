package io.bertline.prep.statistics;

import io.bertline.dataset.Split;
import io.bertline.prep.split.TextCounts;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Content of {@code statistics.json}. Statistics of parts of the input add up, in any order, to
 * exactly those of the whole.
 *
 * @param formatVersion version of this layout, 1
 * @param labels label names in index order
 * @param rows where the rows of the input went
 * @param texts how often texts occur
 * @param deadLettersByReason number of rows that cannot be used, by reason
 * @param splits the rows kept, keyed by {@link Split#lowerCase()}
 * @param examples six rows as the model sees them, as many of each label as possible, sorted by id
 */
public record DatasetStatistics(
    int formatVersion,
    List<String> labels,
    RowCounts rows,
    TextCounts texts,
    SortedMap<String, Long> deadLettersByReason,
    SortedMap<String, SplitStatistics> splits,
    List<ExampleRow> examples)
    implements Serializable {
  /** Name of the file in the artifact. */
  public static final String FILE = "statistics.json";

  public static final int FORMAT_VERSION = 1;

  public DatasetStatistics {
    labels = List.copyOf(labels);
    deadLettersByReason = Collections.unmodifiableSortedMap(new TreeMap<>(deadLettersByReason));
    splits = Collections.unmodifiableSortedMap(new TreeMap<>(splits));
    examples = examples.stream().sorted(Comparator.comparing(ExampleRow::id)).toList();
  }

  /** Returns the statistics of a split. */
  public SplitStatistics split(Split split) {
    SplitStatistics statistics = splits.get(split.lowerCase());
    if (statistics == null) {
      throw new IllegalArgumentException(
          "no split " + split.lowerCase() + " in " + splits.keySet());
    }
    return statistics;
  }

  /** Returns the statistics of all rows kept. */
  public SplitStatistics whole() {
    return splits.values().stream().reduce(SplitStatistics::plus).orElseThrow();
  }

  /** Returns these statistics with what was counted of the texts as a whole. */
  public DatasetStatistics with(TextCounts allTexts) {
    return new DatasetStatistics(
        formatVersion, labels, rows, allTexts, deadLettersByReason, splits, examples);
  }

  /** Returns the statistics of both parts, which must have the same labels and splits. */
  public DatasetStatistics plus(DatasetStatistics other) {
    if (!labels.equals(other.labels)) {
      throw new IllegalArgumentException("labels " + labels + " and " + other.labels);
    }
    return new DatasetStatistics(
        formatVersion,
        labels,
        rows.plus(other.rows),
        texts.plus(other.texts),
        merge(deadLettersByReason, other.deadLettersByReason, Long::sum),
        merge(splits, other.splits, SplitStatistics::plus),
        Stream.concat(examples.stream(), other.examples.stream()).toList());
  }

  private static <V> SortedMap<String, V> merge(
      Map<String, V> a, Map<String, V> b, java.util.function.BinaryOperator<V> sum) {
    SortedMap<String, V> merged = new TreeMap<>(a);
    b.forEach((key, value) -> merged.merge(key, value, sum));
    return merged;
  }
}
