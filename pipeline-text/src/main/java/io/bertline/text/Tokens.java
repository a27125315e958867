package io.bertline.text;

/**
 * A text, or a pair of texts, as a model reads it.
 *
 * @param ids token ids with [CLS] and [SEP], at most the maximum length
 * @param typeIds 0 for the first text, 1 for the second; as long as {@code ids}
 * @param untruncatedLength number of ids without a maximum length
 * @param unknown how many of {@code ids} are [UNK]
 */
public record Tokens(int[] ids, int[] typeIds, int untruncatedLength, int unknown) {
  /** Returns whether tokens were cut off. */
  public boolean truncated() {
    return untruncatedLength > ids.length;
  }
}
