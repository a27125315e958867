package io.bertline.prep.split;

import java.io.Serializable;

/**
 * How often texts occur among the rows that can be used.
 *
 * @param distinct number of different texts
 * @param repeated rows whose text an earlier row has
 * @param conflicting texts that occur with more than one label
 * @param shared texts that are in more than one split
 */
public record TextCounts(long distinct, long repeated, long conflicting, long shared)
    implements Serializable {
  public static final TextCounts NONE = new TextCounts(0, 0, 0, 0);

  /** Returns the counts of both sets of texts, which must have none in common. */
  public TextCounts plus(TextCounts other) {
    return new TextCounts(
        distinct + other.distinct,
        repeated + other.repeated,
        conflicting + other.conflicting,
        shared + other.shared);
  }
}
