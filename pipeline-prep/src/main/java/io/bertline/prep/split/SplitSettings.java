package io.bertline.prep.split;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows are to be split.
 *
 * @param labelColumn name of the column with the label, for messages
 * @param labels allowed labels in index order; empty to take those that occur
 * @param positiveLabel the label sought, which gets index 1 of two; null to choose
 * @param sizes how large the splits are
 * @param duplicates what becomes of rows with the same text
 * @param seed decides which row goes where
 * @param maxBadRows greatest share of rows that may be unusable, 0 to 1
 * @param inputs names of the inputs by ordinal, for messages
 */
public record SplitSettings(
    String labelColumn,
    List<String> labels,
    @Nullable String positiveLabel,
    SplitSizes sizes,
    Duplicates duplicates,
    long seed,
    double maxBadRows,
    List<String> inputs)
    implements Serializable {
  public SplitSettings {
    labels = List.copyOf(labels);
    inputs = List.copyOf(inputs);
  }
}
