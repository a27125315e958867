package io.bertline.prep.split;

import io.bertline.dataset.TextHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps one row of each text: of the label that most rows of the text have, the first. If two
 * labels are equally frequent the text is not kept at all.
 */
final class Deduplication {
  /** One row of the input. */
  private record Row(TextHash hash, int label, int range, int row) {}

  private static final Comparator<Row> BY_TEXT =
      Comparator.comparing(Row::hash).thenComparingInt(Row::range).thenComparingInt(Row::row);

  private final List<RangeFates> fates;
  private final SeededOrder order;
  private final int labels;
  private final List<DistinctText> kept = new ArrayList<>();
  private long tied;

  /**
   * @param fates receives the fate of every row that is not kept
   * @param labels number of labels
   */
  Deduplication(List<RangeFates> fates, SeededOrder order, int labels) {
    this.fates = fates;
    this.order = order;
    this.labels = labels;
  }

  /**
   * Goes through all rows.
   *
   * @param surveys the ranges in order
   * @param labelIndex by range: index of each of its label names
   */
  void run(List<RangeSurvey> surveys, int[][] labelIndex) {
    List<Row> rows = new ArrayList<>();
    for (RangeSurvey survey : surveys) {
      for (int row = 0; row < survey.rows(); row++) {
        int label = survey.labels()[row];
        if (label == RangeSurvey.UNUSABLE) {
          fates.get(survey.range()).set(row, Fate.UNUSABLE);
        } else {
          TextHash hash = new TextHash(survey.hashes()[2 * row], survey.hashes()[2 * row + 1]);
          rows.add(new Row(hash, labelIndex[survey.range()][label], survey.range(), row));
        }
      }
    }
    Row[] sorted = rows.toArray(Row[]::new);
    rows.clear();
    Arrays.parallelSort(sorted, BY_TEXT);
    for (int from = 0, to; from < sorted.length; from = to) {
      to = from + 1;
      while (to < sorted.length && sorted[to].hash.equals(sorted[from].hash)) {
        to++;
      }
      resolve(sorted, from, to);
    }
  }

  /** Returns the rows that are kept, in no particular order. */
  List<DistinctText> kept() {
    return kept;
  }

  /** Returns how many rows share their text with as many of another label. */
  long tied() {
    return tied;
  }

  private void resolve(Row[] rows, int from, int to) {
    int majority = to - from == 1 ? rows[from].label : majority(rows, from, to);
    boolean found = false;
    for (int i = from; i < to; i++) {
      Row row = rows[i];
      RangeFates range = fates.get(row.range);
      if (majority < 0) {
        range.set(row.row, Fate.TIED);
        tied++;
      } else if (row.label != majority) {
        range.set(row.row, Fate.OUTVOTED);
      } else if (found) {
        range.set(row.row, Fate.DUPLICATE);
      } else {
        found = true;
        long place = order.place(row.hash.high(), row.hash.low());
        kept.add(new DistinctText(row.hash, row.label, row.range, row.row, place));
      }
    }
  }

  /** Returns the label most rows have, or -1 if there is no one such label. */
  private int majority(Row[] rows, int from, int to) {
    int[] votes = new int[labels];
    for (int i = from; i < to; i++) {
      votes[rows[i].label]++;
    }
    int best = 0;
    boolean unique = true;
    for (int label = 1; label < labels; label++) {
      if (votes[label] >= votes[best]) {
        unique = votes[label] > votes[best];
        best = votes[label] > votes[best] ? label : best;
      }
    }
    return unique ? best : -1;
  }
}
