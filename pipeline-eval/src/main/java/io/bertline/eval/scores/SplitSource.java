package io.bertline.eval.scores;

import io.bertline.bert.TokenRows;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.DatasetReader;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitRows;
import io.bertline.dataset.TokenizedRow;
import io.bertline.text.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows of a split that are to be measured. They are read twice: once for their tokens, and once
 * for the few texts worth showing, because all texts may be too many to keep.
 */
public final class SplitSource {
  private final DatasetReader dataset;
  private final Tokenizer tokenizer;
  private final Split split;
  private final Predicate<TokenizedRow> seenInTraining;

  /**
   * @param tokenizer the one the dataset was made with; tells whether texts were cut
   * @param seenInTraining which rows to leave out
   */
  public SplitSource(
      DatasetReader dataset,
      Tokenizer tokenizer,
      Split split,
      Predicate<TokenizedRow> seenInTraining) {
    this.dataset = dataset;
    this.tokenizer = tokenizer;
    this.split = split;
    this.seenInTraining = seenInTraining;
  }

  /** Reads the tokens of all rows. */
  public LoadedSplit load() {
    DatasetInfo info = dataset.info();
    RowTraits.Builder traits =
        new RowTraits.Builder(tokenizer, info.maxLength(), info.sliceColumns());
    List<String> ids = new ArrayList<>();
    TokenRows.Builder tokens = new TokenRows.Builder();
    long leftOut = 0;
    try (SplitRows rows = dataset.rows(split)) {
      while (rows.hasNext()) {
        TokenizedRow row = rows.next();
        if (seenInTraining.test(row)) {
          leftOut++;
        } else {
          ids.add(row.id());
          tokens.add(row.inputIds(), row.typeIds(), row.label());
          traits.add(row);
        }
      }
    }
    return new LoadedSplit(ids, tokens.build(), traits.build(), leftOut);
  }

  /**
   * Reads some rows as a whole.
   *
   * @param positions positions in {@link #load()}, from 0
   * @return the row at each position
   */
  public Map<Integer, TokenizedRow> rows(Set<Integer> positions) {
    Map<Integer, TokenizedRow> found = new HashMap<>();
    int position = 0;
    try (SplitRows rows = dataset.rows(split)) {
      while (found.size() < positions.size() && rows.hasNext()) {
        TokenizedRow row = rows.next();
        if (!seenInTraining.test(row)) {
          if (positions.contains(position)) {
            found.put(position, row);
          }
          position++;
        }
      }
    }
    return found;
  }
}
