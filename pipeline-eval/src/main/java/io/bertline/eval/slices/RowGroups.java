package io.bertline.eval.slices;

import io.bertline.eval.scores.LoadedSplit;
import io.bertline.eval.scores.RowTraits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Groups the rows of a split: by length, unknown tokens, whether they were cut, by label, and by
 * each column that prep was told to carry. Each row is in one group of each kind.
 */
public final class RowGroups {
  private static final int SHORTEST = 16;

  /** From this share on a text is mostly foreign to the vocabulary. */
  private static final double MANY_UNKNOWN = 0.05;

  /** More values of a column than this are put together. */
  private static final int MOST_VALUES = 20;

  private final LoadedSplit split;
  private final RowTraits traits;
  private final List<String> labels;
  private final int maxLength;

  /**
   * @param labels label names in index order
   * @param maxLength tokens of the longest text
   */
  public RowGroups(LoadedSplit split, List<String> labels, int maxLength) {
    this.split = split;
    this.traits = split.traits();
    this.labels = List.copyOf(labels);
    this.maxLength = maxLength;
  }

  /** Returns the groups that hold rows; kinds that tell no rows apart are left out. */
  List<RowGroup> all() {
    List<RowGroup> groups = new ArrayList<>(lengths());
    groups.addAll(telling(unknownTokens()));
    groups.addAll(telling(truncated()));
    groups.addAll(by(Slice.LABEL, row -> "“" + labels.get(split.tokens().label(row)) + "”"));
    traits.columns().forEach((name, values) -> groups.addAll(telling(column(name, values))));
    return groups;
  }

  /** Each is twice as wide as the one before. */
  private List<RowGroup> lengths() {
    List<RowGroup> groups = new ArrayList<>();
    int low = 0;
    for (int high = SHORTEST; low < maxLength; high *= 2) {
      int from = low;
      int to = Math.min(high, maxLength);
      String name = from == 0 ? "up to " + to + " tokens" : (from + 1) + " to " + to + " tokens";
      add(groups, "length", name, row -> length(row) > from && length(row) <= to);
      low = to;
    }
    return groups;
  }

  private int length(int row) {
    return split.tokens().length(row);
  }

  private List<RowGroup> unknownTokens() {
    String group = "unknown tokens";
    List<RowGroup> groups = new ArrayList<>();
    add(groups, group, "no unknown token", row -> traits.unknownShare()[row] == 0);
    add(
        groups,
        group,
        "up to 5\u202f% unknown tokens",
        row -> traits.unknownShare()[row] > 0 && traits.unknownShare()[row] <= MANY_UNKNOWN);
    add(
        groups,
        group,
        "more than 5\u202f% unknown tokens",
        row -> traits.unknownShare()[row] > MANY_UNKNOWN);
    return groups;
  }

  private List<RowGroup> truncated() {
    List<RowGroup> groups = new ArrayList<>();
    add(groups, "truncated", "cut at " + maxLength + " tokens", row -> traits.truncated()[row]);
    add(groups, "truncated", "not cut", row -> !traits.truncated()[row]);
    return groups;
  }

  private List<RowGroup> column(String name, String[] values) {
    Map<String, Long> rows =
        IntStream.range(0, values.length)
            .mapToObj(row -> values[row])
            .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
    List<String> frequent =
        rows.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_VALUES)
            .map(Map.Entry::getKey)
            .toList();
    return by(
        name,
        row ->
            frequent.contains(values[row])
                ? name + " = " + (values[row].isEmpty() ? "(empty)" : values[row])
                : name + " = others");
  }

  private List<RowGroup> by(String group, IntFunction<String> nameOf) {
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < split.rows(); row++) {
      rows.computeIfAbsent(nameOf.apply(row), name -> new ArrayList<>()).add(row);
    }
    return rows.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                new RowGroup(
                    group,
                    entry.getKey(),
                    entry.getValue().stream().mapToInt(Integer::intValue).toArray()))
        .toList();
  }

  private void add(List<RowGroup> groups, String group, String name, IntPredicate member) {
    int[] rows = IntStream.range(0, split.rows()).filter(member).toArray();
    if (rows.length > 0) {
      groups.add(new RowGroup(group, name, rows));
    }
  }

  private static List<RowGroup> telling(List<RowGroup> groups) {
    return groups.size() > 1 ? groups : List.of();
  }
}
