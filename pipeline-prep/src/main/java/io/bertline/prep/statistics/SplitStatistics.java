package io.bertline.prep.statistics;

import java.io.Serializable;
import java.util.List;

/**
 * The rows of one split, or of all of them.
 *
 * @param rows number of records
 * @param rowsByLabel records of each label, in label index order
 * @param characters lengths in Unicode code points, both texts of a pair together
 * @param words lengths in runs of characters other than white space
 * @param tokens lengths in tokens, [CLS] and [SEP] included, before anything is cut off
 * @param modelLengths modelLengths[n] = records of which the model sees n tokens; length maxLength
 *     + 1
 * @param truncatedRows records that lost tokens to the maximum length
 * @param unknownTokens how many of the tokens the model sees are [UNK]
 */
public record SplitStatistics(
    long rows,
    List<Long> rowsByLabel,
    LengthStatistics characters,
    LengthStatistics words,
    LengthStatistics tokens,
    List<Long> modelLengths,
    long truncatedRows,
    long unknownTokens)
    implements Serializable {
  public SplitStatistics {
    rowsByLabel = List.copyOf(rowsByLabel);
    modelLengths = List.copyOf(modelLengths);
  }

  /** Returns how many tokens the model sees, [CLS] and [SEP] included. */
  public long modelTokens() {
    long tokens = 0;
    for (int length = 0; length < modelLengths.size(); length++) {
      tokens += length * modelLengths.get(length);
    }
    return tokens;
  }

  /** Returns the share of [UNK] among the tokens the model sees, 0 to 1. */
  public double unknownShare() {
    return rows == 0 ? 0 : (double) unknownTokens / modelTokens();
  }

  /** Returns the statistics of both sets of rows. */
  public SplitStatistics plus(SplitStatistics other) {
    return new SplitStatistics(
        rows + other.rows,
        Counts.sum(rowsByLabel, other.rowsByLabel),
        characters.plus(other.characters),
        words.plus(other.words),
        tokens.plus(other.tokens),
        Counts.sum(modelLengths, other.modelLengths),
        truncatedRows + other.truncatedRows,
        unknownTokens + other.unknownTokens);
  }
}
