package io.bertline.prep.split;

/**
 * A random order that depends on a seed and on what is ordered, not on the machine: the finaliser
 * of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014),
 * chained.
 */
public final class SeededOrder {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;

  public SeededOrder(long seed) {
    this.seed = mix(seed + GOLDEN_GAMMA);
  }

  /** Returns the place of something named by two numbers, to be compared as unsigned. */
  public long place(long a, long b) {
    return mix(mix(seed ^ a) + GOLDEN_GAMMA ^ b);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
