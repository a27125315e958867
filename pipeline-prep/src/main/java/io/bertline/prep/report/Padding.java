package io.bertline.prep.report;

import java.util.List;

/**
 * How much of what a model reads is padding, when the rows of a batch are padded to one length.
 *
 * @param modelLengths modelLengths[n] = rows of n tokens
 */
record Padding(List<Long> modelLengths) {
  /** Returns the share of padding if every row is padded to this length, 0 to 1. */
  double upTo(int length) {
    return 1 - mean() / length;
  }

  /**
   * Returns the share of padding that is to be expected if each batch is padded to its longest row
   * and rows come in random order, 0 to 1: the longest of n independent rows has at most k tokens
   * with the n-th power of the probability that one has.
   */
  double inRandomBatches(int rows) {
    double all = rows();
    double atMost = 0;
    double longest = 0;
    for (long ofLength : modelLengths) {
      longest += 1 - Math.pow(atMost, rows);
      atMost += ofLength / all;
    }
    // One length too many was counted: the first step is the length 0.
    return all == 0 ? 0 : 1 - mean() / (longest - 1);
  }

  private double mean() {
    double tokens = 0;
    for (int length = 0; length < modelLengths.size(); length++) {
      tokens += (double) length * modelLengths.get(length);
    }
    return rows() == 0 ? 0 : tokens / rows();
  }

  private double rows() {
    return modelLengths.stream().mapToLong(Long::longValue).sum();
  }
}
