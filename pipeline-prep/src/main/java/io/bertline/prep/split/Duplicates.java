package io.bertline.prep.split;

/** What becomes of rows with the same text. */
public enum Duplicates {
  /** One row of each text is kept: of the most frequent label, the first. */
  DROP,
  /** All rows with the most frequent label of their text are kept, in one split. */
  KEEP,
  /** Every row counts for itself; the same text may be in several splits. */
  IGNORE
}
