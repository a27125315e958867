package io.bertline.prep.statistics;

import io.bertline.dataset.Split;
import io.bertline.prep.split.TextCounts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Counts rows of a part of the input, one call a row. */
public final class StatisticsCounter {
  private final List<String> labels;
  private final Map<Split, SplitCounter> splits = new EnumMap<>(Split.class);
  private final TreeMap<String, Long> deadLettersByReason = new TreeMap<>();
  private final List<ExampleRow> examples = new ArrayList<>();
  private long kept;
  private long duplicates;
  private long outvoted;
  private long leftOver;
  private long deadLetters;

  public StatisticsCounter(List<String> labels, int maxLength) {
    this.labels = labels;
    for (Split split : Split.values()) {
      splits.put(split, new SplitCounter(labels.size(), maxLength));
    }
  }

  public void addKept(Split split, RowMeasure row) {
    kept++;
    Objects.requireNonNull(splits.get(split)).add(row);
  }

  public void addDuplicate() {
    duplicates++;
  }

  public void addOutvoted() {
    outvoted++;
  }

  public void addLeftOver() {
    leftOver++;
  }

  public void addDeadLetter(String reason) {
    deadLetters++;
    deadLettersByReason.merge(reason, 1L, Long::sum);
  }

  public void addExample(ExampleRow example) {
    examples.add(example);
  }

  /** Returns what was counted so far. */
  public DatasetStatistics toStatistics() {
    TreeMap<String, SplitStatistics> statistics = new TreeMap<>();
    splits.forEach((split, counter) -> statistics.put(split.lowerCase(), counter.toStatistics()));
    return new DatasetStatistics(
        DatasetStatistics.FORMAT_VERSION,
        labels,
        new RowCounts(
            kept + duplicates + outvoted + leftOver + deadLetters,
            kept,
            duplicates,
            outvoted,
            leftOver,
            deadLetters),
        TextCounts.NONE,
        deadLettersByReason,
        statistics,
        examples);
  }
}
