package io.bertline.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * How two classifiers called the same rows. What both did to each row is kept together, so that the
 * chance in the difference of the two can be told from the chance in the rows.
 */
public final class PairedCalls {
  private final int labels;

  /** What happened at least once: label t called a by the first and b by the second. */
  private final List<Cell> cells;

  /** Rows of each cell. */
  private final int[] counts;

  private PairedCalls(int labels, List<Cell> cells, int[] counts) {
    this.labels = labels;
    this.cells = cells;
    this.counts = counts;
  }

  private record Cell(int truth, int first, int second) {}

  /**
   * Counts calls.
   *
   * @param truth label index of each row, 0 to labels - 1
   * @param first what the first classifier called each row
   * @param second what the second one called it
   * @param labels number of labels
   */
  public static PairedCalls of(int[] truth, int[] first, int[] second, int labels) {
    if (truth.length != first.length || truth.length != second.length) {
      throw new IllegalArgumentException(
          truth.length + " labels, " + first.length + " and " + second.length + " calls");
    }
    Map<Cell, Integer> rows = new LinkedHashMap<>();
    for (int row = 0; row < truth.length; row++) {
      rows.merge(new Cell(truth[row], first[row], second[row]), 1, Integer::sum);
    }
    return new PairedCalls(
        labels,
        List.copyOf(rows.keySet()),
        rows.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /** Returns the number of rows. */
  public long rows() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  /** Returns how the first classifier called the rows. */
  public MulticlassConfusion first() {
    return confusion(Cell::first);
  }

  /** Returns how the second classifier called the rows. */
  public MulticlassConfusion second() {
    return confusion(Cell::second);
  }

  private MulticlassConfusion confusion(ToIntFunction<Cell> called) {
    long[][] confusion = new long[labels][labels];
    for (int i = 0; i < counts.length; i++) {
      Cell cell = cells.get(i);
      confusion[cell.truth()][called.applyAsInt(cell)] += counts[i];
    }
    return new MulticlassConfusion(confusion);
  }

  /** Returns the test of whether one of the two is right more often than the other. */
  public McNemar mcNemar() {
    long onlyFirst = 0;
    long onlySecond = 0;
    for (int i = 0; i < counts.length; i++) {
      Cell cell = cells.get(i);
      boolean firstRight = cell.first() == cell.truth();
      boolean secondRight = cell.second() == cell.truth();
      if (firstRight && !secondRight) {
        onlyFirst += counts[i];
      } else if (secondRight && !firstRight) {
        onlySecond += counts[i];
      }
    }
    return McNemar.of(onlyFirst, onlySecond);
  }

  /** Returns the rows of each cell, see {@link #withCounts}. */
  int[] counts() {
    return counts.clone();
  }

  /** Returns the same cells with other numbers of rows, some of which may be 0. */
  PairedCalls withCounts(int[] other) {
    return new PairedCalls(labels, cells, other);
  }
}
