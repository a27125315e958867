package io.bertline.eval.gate;

/**
 * The number a clause is about.
 *
 * @param measure name of a measure, for example {@code f1}
 * @param over rows it is taken of
 */
record Figure(String measure, Over over) {
  /** Rows a measure is taken of. */
  enum Over {
    /** All rows of the split. */
    SPLIT,
    /** The slice with the lowest value. */
    LOWEST_SLICE,
    /** The slice with the highest value. */
    HIGHEST_SLICE
  }
}
