package io.bertline.bert;

import java.util.List;

/**
 * Texts padded to one length.
 *
 * @param rows number of texts
 * @param length tokens of the longest text
 * @param inputIds token ids, row-major [rows x length], padding 0
 * @param typeIds token types, row-major [rows x length], padding 0
 * @param lengths real tokens of each text, [rows]
 * @param labels label index of each text, [rows]; empty when only logits are wanted
 */
public record Batch(
    int rows, int length, long[] inputIds, long[] typeIds, int[] lengths, long[] labels) {

  /**
   * Pads texts to the longest of them.
   *
   * @param inputIds token ids of each text
   * @param typeIds token types of each text
   * @param labels label of each text, or an empty array
   */
  public static Batch of(List<int[]> inputIds, List<int[]> typeIds, int[] labels) {
    int rows = inputIds.size();
    int length = inputIds.stream().mapToInt(ids -> ids.length).max().orElse(0);
    long[] ids = new long[rows * length];
    long[] types = new long[rows * length];
    int[] lengths = new int[rows];
    long[] wideLabels = new long[labels.length];
    for (int row = 0; row < rows; row++) {
      int[] rowIds = inputIds.get(row);
      int[] rowTypes = typeIds.get(row);
      lengths[row] = rowIds.length;
      for (int i = 0; i < rowIds.length; i++) {
        ids[row * length + i] = rowIds[i];
        types[row * length + i] = rowTypes[i];
      }
    }
    for (int row = 0; row < labels.length; row++) {
      wideLabels[row] = labels[row];
    }
    return new Batch(rows, length, ids, types, lengths, wideLabels);
  }

  /** Returns the number of tokens that are not padding. */
  public long tokens() {
    long tokens = 0;
    for (int length : lengths) {
      tokens += length;
    }
    return tokens;
  }
}
