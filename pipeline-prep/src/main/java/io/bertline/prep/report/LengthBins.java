package io.bertline.prep.report;

import io.bertline.dataset.Split;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.LengthStatistics;
import io.bertline.prep.statistics.SplitStatistics;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * One histogram of a length for each split, over the same bins.
 *
 * @param edges one more than bins, rising
 * @param rows how many rows of each split are in each bin
 */
record LengthBins(double[] edges, Map<Split, long[]> rows) {
  private static final int MOST_LINEAR_BINS = 32;

  /** Where the linear view ends, so that one book among tweets does not squeeze it. */
  private static final double SHOWN = 0.995;

  /** Returns bins of equal width up to the 99.5th percentile. */
  static LengthBins linear(
      DatasetStatistics statistics, Function<SplitStatistics, LengthStatistics> measure) {
    LengthStatistics whole = measure.apply(statistics.whole());
    int shown = new Lengths(whole).bin(SHOWN) + 1;
    int group = (shown + MOST_LINEAR_BINS - 1) / MOST_LINEAR_BINS;
    int bins = (shown + group - 1) / group;
    double[] edges = new double[bins + 1];
    Arrays.setAll(edges, bin -> (double) bin * group * whole.binWidth());
    Map<Split, long[]> rows = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      Lengths lengths = new Lengths(measure.apply(statistics.split(split)));
      long[] counts = new long[bins];
      Arrays.setAll(counts, bin -> lengths.texts(bin * group, group));
      rows.put(split, counts);
    }
    return new LengthBins(edges, rows);
  }

  /** Returns bins that double, from length 1 to the longest. */
  static LengthBins doubling(
      DatasetStatistics statistics, Function<SplitStatistics, LengthStatistics> measure) {
    long max = measure.apply(statistics.whole()).max();
    int bins = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(max));
    double[] edges = new double[bins + 1];
    Arrays.setAll(edges, bin -> Math.pow(2, bin));
    Map<Split, long[]> rows = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      LengthStatistics lengths = measure.apply(statistics.split(split));
      long[] counts = new long[bins];
      Arrays.setAll(counts, bin -> lengths.logarithmic().get(bin + 1));
      rows.put(split, counts);
    }
    return new LengthBins(edges, rows);
  }

  int count() {
    return edges.length - 1;
  }

  double end() {
    return edges[count()];
  }

  long rows(Split split, int bin) {
    return Objects.requireNonNull(rows.get(split))[bin];
  }

  /** Returns the rows of a split, each bin divided by {@code unit}. */
  double[] values(Split split, long unit) {
    double[] values = new double[count()];
    Arrays.setAll(values, bin -> DatasetPage.ratio(rows(split, bin), unit));
    return values;
  }

  /** Returns the most rows of any bin and split. */
  long most() {
    return rows.values().stream().flatMapToLong(Arrays::stream).max().orElse(0);
  }
}
