package io.bertline.prep.statistics;

import java.io.Serializable;

/**
 * Where the rows of the input went. Nothing is lost: {@code read = kept + duplicates + outvoted +
 * leftOver + deadLetters}.
 *
 * @param read rows of the input, headers apart
 * @param kept records of the dataset
 * @param duplicates rows left out because another row has the same text and label
 * @param outvoted rows left out because most rows of the same text have another label
 * @param leftOver rows that no split takes, because of their sizes
 * @param deadLetters rows that cannot be used, each in {@code dead-letters-*.jsonl} with the reason
 */
public record RowCounts(
    long read, long kept, long duplicates, long outvoted, long leftOver, long deadLetters)
    implements Serializable {
  public static final RowCounts NONE = new RowCounts(0, 0, 0, 0, 0, 0);

  /** Returns whether every row that was read went somewhere. */
  public boolean complete() {
    return read == kept + duplicates + outvoted + leftOver + deadLetters;
  }

  /** Returns the counts of both sets of rows. */
  public RowCounts plus(RowCounts other) {
    return new RowCounts(
        read + other.read,
        kept + other.kept,
        duplicates + other.duplicates,
        outvoted + other.outvoted,
        leftOver + other.leftOver,
        deadLetters + other.deadLetters);
  }
}
