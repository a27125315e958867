package io.bertline.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

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
    Samples<BinaryScores> samples = new Samples<>(measures);
    draw(scores.counts(), counts -> samples.add(scores.withCounts(counts)));
    return samples.intervals();
  }

  /** Returns the interval of each measure of a confusion matrix, all over the same resamples. */
  public Map<String, Interval> intervals(
      MulticlassConfusion confusion, Map<String, ToDoubleFunction<MulticlassConfusion>> measures) {
    int labels = confusion.labels();
    int[] cells = new int[labels * labels];
    Arrays.setAll(cells, i -> Math.toIntExact(confusion.count(i / labels, i % labels)));
    Samples<MulticlassConfusion> samples = new Samples<>(measures);
    draw(cells, counts -> samples.add(square(counts, labels)));
    return samples.intervals();
  }

  private static MulticlassConfusion square(int[] cells, int labels) {
    long[][] counts = new long[labels][labels];
    for (int i = 0; i < cells.length; i++) {
      counts[i / labels][i % labels] = cells[i];
    }
    return new MulticlassConfusion(counts);
  }

  /** Gives as many rows as there are to cells, each in proportion to what it holds. */
  private void draw(int[] counts, Consumer<int[]> measure) {
    int[] cellOfRow = new int[Arrays.stream(counts).sum()];
    int row = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      Arrays.fill(cellOfRow, row, row + counts[cell], cell);
      row += counts[cell];
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int resample = 0; resample < resamples; resample++) {
      int[] drawn = new int[counts.length];
      for (int i = 0; i < row; i++) {
        drawn[cellOfRow[below(row, random.nextLong())]]++;
      }
      measure.accept(drawn);
    }
  }

  /**
   * Scales 63 random bits to 0 to bound - 1 (Lemire, 2019, without rejection: the bias is below
   * 2^-32). Faster than nextInt(bound), and the same on every JDK.
   */
  private static int below(int bound, long bits) {
    return (int) Math.multiplyHigh(bits >>> 1, 2L * bound);
  }

  /** Collects the measures of every resample. */
  private final class Samples<T> {
    private final Map<String, ToDoubleFunction<T>> measures;
    private final List<double[]> values;
    private int count;

    Samples(Map<String, ToDoubleFunction<T>> measures) {
      this.measures = new LinkedHashMap<>(measures);
      this.values = measures.keySet().stream().map(name -> new double[resamples]).toList();
    }

    void add(T resample) {
      int next = 0;
      for (ToDoubleFunction<T> measure : measures.values()) {
        values.get(next++)[count] = measure.applyAsDouble(resample);
      }
      count++;
    }

    Map<String, Interval> intervals() {
      Map<String, Interval> intervals = new LinkedHashMap<>();
      for (String name : measures.keySet()) {
        intervals.put(name, interval(values.get(intervals.size())));
      }
      return intervals;
    }
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
