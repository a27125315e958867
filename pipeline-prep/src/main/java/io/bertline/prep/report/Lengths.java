package io.bertline.prep.report;

import io.bertline.prep.statistics.LengthStatistics;
import io.bertline.report.Numbers;
import java.util.List;
import java.util.Locale;

/** Reads a distribution of lengths. */
final class Lengths {
  private final LengthStatistics statistics;
  private final List<Long> bins;

  Lengths(LengthStatistics statistics) {
    this.statistics = statistics;
    this.bins = statistics.linear();
  }

  /**
   * Returns the least length that at least this share of the texts does not exceed, as text; exact
   * up to the width of a bin.
   *
   * @param share 0 to 1
   */
  String percentile(double share) {
    int bin = bin(share);
    return bin == bins.size() - 1
        ? "more than " + Numbers.count((long) bin * statistics.binWidth() - 1)
        : Numbers.count((bin + 1L) * statistics.binWidth() - 1);
  }

  /** Returns the first bin up to which at least this share of the texts lies. */
  int bin(double share) {
    long wanted = (long) Math.ceil(share * statistics.count());
    long seen = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      seen += bins.get(bin);
      if (seen >= wanted) {
        return bin;
      }
    }
    return bins.size() - 1;
  }

  /** Returns a sentence: mean, median, 95th percentile, longest. */
  String summary() {
    return statistics.count() == 0
        ? "There is no row."
        : String.format(
            Locale.ROOT,
            "%.1f on average; half have at most %s, 95 of 100 at most %s; the longest has %s.",
            statistics.mean(),
            percentile(0.5),
            percentile(0.95),
            Numbers.count(statistics.max()));
  }

  /** Returns the number of texts in a run of bins; what lies beyond the last bin is none. */
  long texts(int firstBin, int count) {
    long sum = 0;
    for (int bin = firstBin; bin < Math.min(firstBin + count, bins.size()); bin++) {
      sum += bins.get(bin);
    }
    return sum;
  }

  /**
   * Returns the largest gap between the cumulative distributions (Kolmogorov and Smirnov), 0 to 1;
   * 0 if either has no text.
   */
  double distance(Lengths other) {
    double gap = 0;
    long own = 0;
    long others = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      own += bins.get(bin);
      others += other.bins.get(bin);
      gap =
          Math.max(
              gap,
              Math.abs(
                  DatasetPage.ratio(own, statistics.count())
                      - DatasetPage.ratio(others, other.statistics.count())));
    }
    return statistics.count() == 0 || other.statistics.count() == 0 ? 0 : gap;
  }
}
