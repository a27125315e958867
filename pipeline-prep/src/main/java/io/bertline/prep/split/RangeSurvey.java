package io.bertline.prep.split;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the split must know of the rows of one range of the input.
 *
 * @param range index of the range; ranges are numbered in the order of the input
 * @param hashes the text hash of row r is hashes[2r], hashes[2r + 1]; 0 for one that is unusable
 * @param labels index of each row's label into {@code labelNames}, or {@link #UNUSABLE}
 * @param labelNames labels that occur in the range
 * @param firstUnusable the first row that is unusable; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record RangeSurvey(
    int range,
    long[] hashes,
    int[] labels,
    List<String> labelNames,
    @Nullable UnusableRow firstUnusable)
    implements Serializable {
  public static final int UNUSABLE = -1;

  /** More labels make no dataset; those beyond are counted as one. */
  public static final int MAX_LABELS = 1000;

  public RangeSurvey {
    labelNames = List.copyOf(labelNames);
  }

  /** Returns the number of rows. */
  public int rows() {
    return labels.length;
  }
}
