package io.bertline.prep.statistics;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as the model sees it.
 *
 * @param id the row's identity in the dataset
 * @param split name of its split
 * @param label name of its label
 * @param text the text, its first 500 characters
 * @param textPair the second text; null when there is none
 * @param tokens the tokens as the vocabulary spells them, [CLS] and [SEP] included
 * @param ids the same tokens as numbers; the mask is 1 for each of them, the padding of a batch has
 *     0
 * @param truncated whether tokens were cut off
 */
public record ExampleRow(
    String id,
    String split,
    String label,
    String text,
    @Nullable String textPair,
    List<String> tokens,
    List<Integer> ids,
    boolean truncated)
    implements Serializable {
  public ExampleRow {
    tokens = List.copyOf(tokens);
    ids = List.copyOf(ids);
  }
}
