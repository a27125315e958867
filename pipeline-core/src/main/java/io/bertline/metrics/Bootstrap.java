package io.bertline.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Percentile bootstrap (Efron, 1979): measures again what rows drawn with replacement would have
 * given. Draws counts of already sorted rows, so that a resample costs one pass and no sorting.
 *
 * @param seed equal seeds give equal intervals
 * @param resamples how often rows are drawn, at least 40; 1000 settles the third decimal
 */
public record Bootstrap(long seed, int resamples) {
  private static final double TAIL = 0.025;

  public Bootstrap {
    if (resamples < 1 / TAIL) {
      throw new IllegalArgumentException(resamples + " resamples do not reach the tails");
    }
  }

  /** Returns the setting of every report: 1000 resamples, seed 1. */
  public static Bootstrap standard() {
    return new Bootstrap(1, 1000);
  }

  /**
   * Returns the interval of each measure, all over the same resamples.
   *
   * @param measures by name; resamples for which a measure is {@code NaN} do not count
   */
  public Map<String, Interval> intervals(
      BinaryScores scores, Map<String, ToDoubleFunction<BinaryScores>> measures) {
    return intervals(scores.counts(), scores::withCounts, measures);
  }

  /** Returns the interval of each measure of a confusion matrix, all over the same resamples. */
  public Map<String, Interval> intervals(
      MulticlassConfusion confusion, Map<String, ToDoubleFunction<MulticlassConfusion>> measures) {
    int labels = confusion.labels();
    int[] cells = new int[labels * labels];
    Arrays.setAll(cells, i -> Math.toIntExact(confusion.count(i / labels, i % labels)));
    return intervals(cells, counts -> square(counts, labels), measures);
  }

  /** Returns the interval of each measure of two classifiers, all over the same resamples. */
  public Map<String, Interval> intervals(
      PairedCalls calls, Map<String, ToDoubleFunction<PairedCalls>> measures) {
    return intervals(calls.counts(), calls::withCounts, measures);
  }

  private static MulticlassConfusion square(int[] cells, int labels) {
    long[][] counts = new long[labels][labels];
    for (int i = 0; i < cells.length; i++) {
      counts[i / labels][i % labels] = cells[i];
    }
    return new MulticlassConfusion(counts);
  }

  /**
   * Measures resamples on all processors. Each has a generator of its own, so that the intervals do
   * not depend on how many processors there are.
   */
  private <T> Map<String, Interval> intervals(
      int[] counts, Function<int[], T> sample, Map<String, ToDoubleFunction<T>> measures) {
    int[] cellOfRow = cellOfRow(counts);
    List<String> names = List.copyOf(measures.keySet());
    double[][] values = new double[names.size()][resamples];
    SplittableRandom[] generators = generators();
    IntStream.range(0, resamples)
        .parallel()
        .forEach(
            resample -> {
              T drawn = sample.apply(draw(cellOfRow, counts.length, generators[resample]));
              for (int i = 0; i < values.length; i++) {
                values[i][resample] =
                    Objects.requireNonNull(measures.get(names.get(i))).applyAsDouble(drawn);
              }
            });
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      intervals.put(names.get(i), interval(values[i]));
    }
    return intervals;
  }

  private SplittableRandom[] generators() {
    SplittableRandom first = new SplittableRandom(seed);
    SplittableRandom[] generators = new SplittableRandom[resamples];
    Arrays.setAll(generators, i -> first.split());
    return generators;
  }

  private static int[] cellOfRow(int[] counts) {
    int[] cellOfRow = new int[Arrays.stream(counts).sum()];
    int row = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      Arrays.fill(cellOfRow, row, row + counts[cell], cell);
      row += counts[cell];
    }
    return cellOfRow;
  }

  /** Gives as many rows as there are to cells, each in proportion to what it holds. */
  private static int[] draw(int[] cellOfRow, int cells, SplittableRandom random) {
    int[] drawn = new int[cells];
    for (int i = 0; i < cellOfRow.length; i++) {
      drawn[cellOfRow[below(cellOfRow.length, random.nextLong())]]++;
    }
    return drawn;
  }

  /**
   * Scales 63 random bits to 0 to bound - 1 (Lemire, 2019, without rejection: the bias is below
   * 2^-32). Faster than nextInt(bound), and the same on every JDK.
   */
  private static int below(int bound, long bits) {
    return (int) Math.multiplyHigh(bits >>> 1, 2L * bound);
  }

  private static Interval interval(double[] samples) {
    double[] sorted =
        Arrays.stream(samples).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length == 0) {
      return new Interval(Double.NaN, Double.NaN);
    }
    return new Interval(percentile(sorted, TAIL), percentile(sorted, 1 - TAIL));
  }

  /** Interpolates between neighbours, as numpy.percentile does. */
  private static double percentile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
