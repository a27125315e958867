package io.bertline.bert;

import io.bertline.failure.BertlineException;

/** Takes the ints of a column one after the other. */
interface IntColumnWriter extends AutoCloseable {
  /**
   * Adds an int.
   *
   * @throws BertlineException {@code OUT_OF_RESOURCES} if there is no room for it
   */
  void add(int value);

  /** Returns the number of ints added. */
  long size();

  /** Returns the column; nothing can be added any more. */
  IntColumn finish();

  @Override
  void close();
}
