package io.bertline.prep.statistics;

import java.io.Serializable;
import java.util.List;

/**
 * Distribution of a length over texts. All numbers are exact counts, so that partial statistics add
 * up to the same total in any order.
 *
 * @param count number of texts
 * @param sum sum of the lengths
 * @param max greatest length, 0 without texts
 * @param binWidth width of a linear bin
 * @param linear linear[k] = texts with a length from {@code k * binWidth} to below {@code (k + 1) *
 *     binWidth}; the last bin has no upper end
 * @param logarithmic logarithmic[0] = texts of length 0; logarithmic[k] = texts with a length from
 *     2^(k-1) to below 2^k; 32 bins
 */
public record LengthStatistics(
    long count, long sum, long max, int binWidth, List<Long> linear, List<Long> logarithmic)
    implements Serializable {
  public LengthStatistics {
    linear = List.copyOf(linear);
    logarithmic = List.copyOf(logarithmic);
  }

  /** Returns the mean length, 0 without texts. */
  public double mean() {
    return count == 0 ? 0 : (double) sum / count;
  }

  /** Returns the statistics of both sets of texts, which must have the same bins. */
  public LengthStatistics plus(LengthStatistics other) {
    if (binWidth != other.binWidth) {
      throw new IllegalArgumentException("bins of " + binWidth + " and of " + other.binWidth);
    }
    return new LengthStatistics(
        count + other.count,
        sum + other.sum,
        Math.max(max, other.max),
        binWidth,
        Counts.sum(linear, other.linear),
        Counts.sum(logarithmic, other.logarithmic));
  }
}
