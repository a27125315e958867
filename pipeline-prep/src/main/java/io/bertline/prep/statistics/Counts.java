package io.bertline.prep.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Lists of counters. */
final class Counts {
  private Counts() {}

  static List<Long> of(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }

  /** Adds two lists of the same length element by element. */
  static List<Long> sum(List<Long> a, List<Long> b) {
    if (a.size() != b.size()) {
      throw new IllegalArgumentException(a.size() + " and " + b.size() + " counters");
    }
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) + b.get(i)).toList();
  }
}
