package io.bertline.metrics;

/**
 * McNemar's test (1947) in its exact, two-sided form: if two classifiers were equally good, the
 * rows that only one of them gets right would fall to either like the toss of a coin.
 *
 * @param onlyFirstRight rows that the first classifier got right and the second wrong
 * @param onlySecondRight rows that the second one got right and the first wrong
 * @param pValue probability of a split at least as uneven by chance, 0 to 1
 */
public record McNemar(long onlyFirstRight, long onlySecondRight, double pValue) {
  /** Tests these counts. */
  public static McNemar of(long onlyFirstRight, long onlySecondRight) {
    return new McNemar(
        onlyFirstRight,
        onlySecondRight,
        twoSided(
            Math.min(onlyFirstRight, onlySecondRight),
            Math.addExact(onlyFirstRight, onlySecondRight)));
  }

  /** Twice the probability of at most {@code fewer} heads in {@code tosses}. */
  private static double twoSided(long fewer, long tosses) {
    // In logarithms, because 2^-tosses is 0 from 1075 tosses on.
    double logChoose = 0;
    double sum = 0;
    for (long heads = 0; heads <= fewer; heads++) {
      if (heads > 0) {
        logChoose += Math.log((double) (tosses - heads + 1)) - Math.log((double) heads);
      }
      sum += Math.exp(logChoose - tosses * Math.log(2));
    }
    return Math.min(1, 2 * sum);
  }
}
