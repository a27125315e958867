package io.bertline.metrics;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * How two classifiers called the same rows. What both did to each row is kept together, so that the
 * chance in the difference of the two can be told from the chance in the rows.
 */
public final class PairedCalls {
  private final int labels;

  /**
   * Rows of label t called a by the first and b by the second, at (t * labels + a) * labels + b.
   */
  private final int[] counts;

  private PairedCalls(int labels, int[] counts) {
    this.labels = labels;
    this.counts = counts;
  }

  /**
   * Counts calls.
   *
   * @param truth label index of each row, 0 to labels - 1
   * @param first what the first classifier called each row
   * @param second what the second one called it
   * @param labels number of labels, at most 1000
   */
  public static PairedCalls of(int[] truth, int[] first, int[] second, int labels) {
    if (truth.length != first.length || truth.length != second.length) {
      throw new IllegalArgumentException(
          truth.length + " labels, " + first.length + " and " + second.length + " calls");
    }
    int[] counts = new int[Math.multiplyExact(Math.multiplyExact(labels, labels), labels)];
    for (int row = 0; row < truth.length; row++) {
      counts[(truth[row] * labels + first[row]) * labels + second[row]]++;
    }
    return new PairedCalls(labels, counts);
  }

  /** Returns the number of rows. */
  public long rows() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  /** Returns how the first classifier called the rows. */
  public MulticlassConfusion first() {
    return confusion((first, second) -> first);
  }

  /** Returns how the second classifier called the rows. */
  public MulticlassConfusion second() {
    return confusion((first, second) -> second);
  }

  private MulticlassConfusion confusion(IntBinaryOperator called) {
    long[][] confusion = new long[labels][labels];
    for (int cell = 0; cell < counts.length; cell++) {
      int first = cell / labels % labels;
      int second = cell % labels;
      confusion[cell / labels / labels][called.applyAsInt(first, second)] += counts[cell];
    }
    return new MulticlassConfusion(confusion);
  }

  /** Returns the test of whether one of the two is right more often than the other. */
  public McNemar mcNemar() {
    long onlyFirst = 0;
    long onlySecond = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      int truth = cell / labels / labels;
      boolean firstRight = cell / labels % labels == truth;
      boolean secondRight = cell % labels == truth;
      if (firstRight && !secondRight) {
        onlyFirst += counts[cell];
      } else if (secondRight && !firstRight) {
        onlySecond += counts[cell];
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
    return new PairedCalls(labels, other);
  }
}
