package io.bertline.eval.scores;

import java.util.List;

/**
 * Logits of every row of a split, in the order of the split.
 *
 * @param ids identity of each row in the input, [rows]
 * @param labels label index of each row, [rows]
 * @param logits raw output of the classifier, not divided by a temperature, [rows][labels]
 */
public record Scores(List<String> ids, int[] labels, float[][] logits) {
  public Scores {
    ids = List.copyOf(ids);
    if (labels.length != ids.size() || logits.length != ids.size()) {
      throw new IllegalArgumentException(
          ids.size() + " ids, " + labels.length + " labels, " + logits.length + " logits");
    }
  }

  /** Returns the number of rows. */
  public int rows() {
    return labels.length;
  }
}
