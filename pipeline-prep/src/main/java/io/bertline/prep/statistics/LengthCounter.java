package io.bertline.prep.statistics;

/** Counts lengths. */
final class LengthCounter {
  private final int binWidth;
  private final long[] linear;
  private final long[] logarithmic = new long[32];
  private long count;
  private long sum;
  private long max;

  LengthCounter(int binWidth, int bins) {
    this.binWidth = binWidth;
    this.linear = new long[bins];
  }

  void add(int length) {
    count++;
    sum += length;
    max = Math.max(max, length);
    linear[Math.min(length / binWidth, linear.length - 1)]++;
    logarithmic[Integer.SIZE - Integer.numberOfLeadingZeros(length)]++;
  }

  LengthStatistics toStatistics() {
    return new LengthStatistics(
        count, sum, max, binWidth, Counts.of(linear), Counts.of(logarithmic));
  }
}
