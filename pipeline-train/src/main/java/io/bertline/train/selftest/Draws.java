package io.bertline.train.selftest;

/**
 * The linear congruential generator of ISO C's example: a few lines in any language, so that the
 * program that computed the reference could draw the same numbers.
 */
final class Draws {
  private long state;

  Draws(long seed) {
    state = seed;
  }

  /** Returns the next number, -0.5 to below 0.5. */
  double next() {
    state = (state * 1_103_515_245 + 12_345) % (1L << 31);
    return state / (double) (1L << 31) - 0.5;
  }

  /** Returns the next number of 0 to below {@code bound}. */
  int next(int bound) {
    return (int) ((next() + 0.5) * bound);
  }
}
