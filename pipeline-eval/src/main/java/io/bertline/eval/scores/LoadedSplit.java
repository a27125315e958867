package io.bertline.eval.scores;

import io.bertline.bert.TokenRows;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a split that are to be measured: their tokens in memory, their texts not.
 *
 * @param ids identity of each row in the input, [rows]
 * @param tokens token ids and label index of each row, [rows]
 * @param traits what else is known of each row
 * @param seenInTraining rows left out because the classifier was trained on their text
 */
public record LoadedSplit(
    List<String> ids, TokenRows tokens, RowTraits traits, long seenInTraining) {
  public LoadedSplit {
    ids = List.copyOf(ids);
  }

  /** Returns the number of rows. */
  public int rows() {
    return ids.size();
  }

  /** Returns the label index of each row, [rows]. */
  public int[] labels() {
    int[] labels = new int[rows()];
    Arrays.setAll(labels, tokens::label);
    return labels;
  }

  /**
   * Returns the number of rows of each label.
   *
   * @param labels number of labels
   */
  public List<Long> rowsByLabel(int labels) {
    long[] counts = new long[labels];
    for (int label : labels()) {
      counts[label]++;
    }
    return Arrays.stream(counts).boxed().toList();
  }
}
