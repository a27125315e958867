package io.bertline.prep;

/** What becomes of rows with the same text. */
public enum Duplicates {
  /** One row of each text is kept: of the most frequent label, the first. */
  DROP
}
