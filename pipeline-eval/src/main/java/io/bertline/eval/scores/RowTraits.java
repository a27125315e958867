package io.bertline.eval.scores;

import io.bertline.dataset.TokenizedRow;
import io.bertline.text.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of each row beside its tokens and label.
 *
 * @param unknownShare share of tokens that the vocabulary does not have, 0 to 1, [rows]
 * @param truncated whether the end of the text was cut, [rows]
 * @param columns value of each slice column, by its name, [rows]
 */
public record RowTraits(float[] unknownShare, boolean[] truncated, Map<String, String[]> columns) {
  public RowTraits {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** Returns how many rows were cut. */
  public long truncatedRows() {
    long rows = 0;
    for (boolean cut : truncated) {
      rows += cut ? 1 : 0;
    }
    return rows;
  }

  /** Collects the traits of rows. */
  static final class Builder {
    private static final String UNKNOWN = "[UNK]";

    /** A longer value tells rows apart no better, and a million of them have to fit in memory. */
    private static final int LONGEST_VALUE = 100;

    private final Tokenizer tokenizer;
    private final int maxLength;
    private final int unknown;
    private final List<Float> unknownShares = new ArrayList<>();
    private final List<Boolean> truncated = new ArrayList<>();
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, String> values = new HashMap<>();

    /**
     * @param maxLength tokens of the longest text
     * @param sliceColumns names of the columns that rows carry
     */
    Builder(Tokenizer tokenizer, int maxLength, List<String> sliceColumns) {
      this.tokenizer = tokenizer;
      this.maxLength = maxLength;
      this.unknown = unknown(tokenizer);
      sliceColumns.forEach(column -> columns.put(column, new ArrayList<>()));
    }

    private static int unknown(Tokenizer tokenizer) {
      for (int id = 0; id < tokenizer.vocabularySize(); id++) {
        if (tokenizer.token(id).equals(UNKNOWN)) {
          return id;
        }
      }
      return -1;
    }

    void add(TokenizedRow row) {
      int count = 0;
      for (int id : row.inputIds()) {
        count += id == unknown ? 1 : 0;
      }
      unknownShares.add(count / (float) row.inputIds().length);
      truncated.add(isTruncated(row));
      columns.forEach((name, column) -> column.add(value(row.slices().getOrDefault(name, ""))));
    }

    /** A record does not say; only a text as long as allowed can have been longer. */
    private boolean isTruncated(TokenizedRow row) {
      return row.inputIds().length == maxLength
          && row.text() != null
          && tokenizer.encode(row.text(), row.textPair(), maxLength).truncated();
    }

    /** Keeps one copy of equal values. */
    private String value(String text) {
      String shortened =
          text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
      return values.computeIfAbsent(shortened, same -> same);
    }

    RowTraits build() {
      float[] shares = new float[unknownShares.size()];
      boolean[] cut = new boolean[shares.length];
      for (int row = 0; row < shares.length; row++) {
        shares[row] = unknownShares.get(row);
        cut[row] = truncated.get(row);
      }
      Map<String, String[]> byName = new LinkedHashMap<>();
      columns.forEach((name, column) -> byName.put(name, column.toArray(String[]::new)));
      return new RowTraits(shares, cut, byName);
    }
  }
}
