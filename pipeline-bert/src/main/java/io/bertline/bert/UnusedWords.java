package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import org.jspecify.annotations.Nullable;

/**
 * Words that occur in no training row. Weight decay is all that happens to them, so the factors of
 * many steps are multiplied first and applied once.
 */
final class UnusedWords {
  private final @Nullable NDArray rows;
  private double factor = 1;

  private UnusedWords(@Nullable NDArray rows) {
    this.rows = rows;
  }

  /**
   * Returns the rows behind the used ones, perhaps none.
   *
   * @param table all words, [words, hidden]; the rows are a view of it
   * @param manager owner of the view
   */
  static UnusedWords of(NDArray table, WordOrder order, NDManager manager) {
    if (order.used() == order.vocabulary()) {
      return none();
    }
    NDArray rows = table.get(new NDIndex("{}:", order.used()));
    rows.attach(manager);
    return new UnusedWords(rows);
  }

  /** Returns no words, because all are used or the whole table is frozen. */
  static UnusedWords none() {
    return new UnusedWords(null);
  }

  /** Multiplies them by what one step leaves of them, later. */
  void decay(double stepFactor) {
    factor *= stepFactor;
  }

  /** Returns what they are still to be multiplied by. */
  double pending() {
    return factor;
  }

  /** Goes on from a state in which they were still to be multiplied. */
  void restore(double pending) {
    factor = pending;
  }

  /** Multiplies them now. */
  void settle() {
    if (rows != null && factor != 1) {
      rows.muli(factor);
    }
    factor = 1;
  }
}
