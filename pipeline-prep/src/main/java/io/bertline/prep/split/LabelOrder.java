package io.bertline.prep.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides the index of each label. */
final class LabelOrder {
  /** Pairs of which everybody knows which is the positive one, in this order. */
  private static final Set<List<String>> CONVENTIONS =
      Set.of(
          List.of("0", "1"),
          List.of("-1", "1"),
          List.of("false", "true"),
          List.of("no", "yes"),
          List.of("n", "y"),
          List.of("neg", "pos"),
          List.of("negative", "positive"));

  private LabelOrder() {}

  /**
   * Returns labels in index order: as they were given, else whole numbers by value and anything
   * else by spelling. Of two labels the one that is sought comes last: the one asked for, else the
   * one that is positive by convention, else the rarer.
   *
   * @param given the labels asked for; empty to take those that occur
   * @param rows rows of each label that occurs
   */
  static List<String> order(List<String> given, @Nullable String positive, Map<String, Long> rows) {
    List<String> labels = new ArrayList<>(given.isEmpty() ? rows.keySet() : given);
    if (given.isEmpty()) {
      labels.sort(
          labels.stream().allMatch(label -> label.matches("-?\\d{1,9}"))
              ? Comparator.comparingInt(Integer::parseInt)
              : Comparator.naturalOrder());
    }
    if (labels.size() == 2 && firstIsSought(labels, positive, given, rows)) {
      labels.add(labels.remove(0));
    }
    return List.copyOf(labels);
  }

  private static boolean firstIsSought(
      List<String> labels, @Nullable String positive, List<String> given, Map<String, Long> rows) {
    String first = labels.get(0);
    if (positive != null) {
      return first.equals(positive);
    }
    List<String> folded = labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
    return given.isEmpty()
        && !CONVENTIONS.contains(folded)
        && rows.getOrDefault(first, 0L) < rows.getOrDefault(labels.get(1), 0L);
  }
}
