package io.bertline.bert;

/** SplitMix64 (Steele, Lea and Flood 2014): independent 64-bit numbers from a counter. */
final class SplitMix {
  /** What a stream adds to its state before each draw. */
  static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix() {}

  /** Returns the number drawn at a state. */
  static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns the seed of the stream that belongs to a place, for example (epoch) or (step, i). */
  static long seed(long seed, long... place) {
    long state = mix(seed + GAMMA);
    for (long coordinate : place) {
      state = mix(state + GAMMA * (coordinate + 1));
    }
    return state;
  }
}
