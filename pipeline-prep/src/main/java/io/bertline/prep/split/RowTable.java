package io.bertline.prep.split;

import io.bertline.dataset.Split;
import io.bertline.dataset.TextHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the plan must know of every row of the input, 19 bytes a row. A row is named by its number
 * among all records, empty lines included, which does not depend on how the input was cut into
 * ranges.
 */
final class RowTable {
  private static final byte ABSENT = -1;
  private static final byte UNDECIDED = -2;

  /** First row of each range, and the end of the last. */
  private final int[] starts;

  private final int[] rowsOfRange;
  private final List<RangeShape> ranges;
  private final boolean anyGiven;
  private final long[] high;
  private final long[] low;
  private final short[] labels;
  private final byte[] fates;
  private final Map<String, Integer> labelNumbers = new LinkedHashMap<>();
  private final long[] rowsByLabel = new long[RangeSurvey.MAX_LABELS + 1];
  private int rows;
  private int unusable;
  private @Nullable UnusableRow firstUnusable;

  /**
   * @param ranges the ranges of the whole input in order
   */
  RowTable(List<RangeShape> ranges) {
    this.ranges = ranges;
    anyGiven = ranges.stream().anyMatch(range -> range.split() != null);
    starts = new int[ranges.size() + 1];
    rowsOfRange = new int[ranges.size()];
    for (int range = 0; range < ranges.size(); range++) {
      starts[range + 1] = Math.addExact(starts[range], ranges.get(range).records());
    }
    int records = starts[ranges.size()];
    high = new long[records];
    low = new long[records];
    labels = new short[records];
    fates = new byte[records];
    Arrays.fill(fates, ABSENT);
  }

  /** Adds the rows of a range; the ranges may come in any order. */
  void add(RangeSurvey survey) {
    int[] numbers = survey.labelNames().stream().mapToInt(this::labelNumber).toArray();
    int start = starts[survey.range()];
    for (int i = 0; i < survey.rows(); i++) {
      int row = start + i;
      if (survey.labels()[i] == RangeSurvey.UNUSABLE) {
        fates[row] = Fate.UNUSABLE.code();
        unusable++;
      } else {
        fates[row] = UNDECIDED;
        high[row] = survey.hashes()[2 * i];
        low[row] = survey.hashes()[2 * i + 1];
        labels[row] = (short) numbers[survey.labels()[i]];
        rowsByLabel[labels[row]]++;
      }
    }
    rowsOfRange[survey.range()] = survey.rows();
    rows += survey.rows();
    UnusableRow first = survey.firstUnusable();
    if (first != null && (firstUnusable == null || first.compareTo(firstUnusable) < 0)) {
      firstUnusable = first;
    }
  }

  private int labelNumber(String name) {
    if (labelNumbers.size() > RangeSurvey.MAX_LABELS) {
      return labelNumbers.getOrDefault(name, RangeSurvey.MAX_LABELS);
    }
    return labelNumbers.computeIfAbsent(name, unknown -> labelNumbers.size());
  }

  /** Returns the number of rows, those that cannot be used included. */
  int rows() {
    return rows;
  }

  int unusable() {
    return unusable;
  }

  /** Returns the first row of the input that cannot be used; null if there is none. */
  @Nullable UnusableRow firstUnusable() {
    return firstUnusable;
  }

  /** Returns how often each label occurs. */
  Map<String, Long> rowsByLabel() {
    Map<String, Long> counts = new LinkedHashMap<>();
    labelNumbers.forEach((name, number) -> counts.put(name, rowsByLabel[number]));
    return counts;
  }

  /** From now on labels are known by their index in this list. */
  void orderLabels(List<String> order) {
    short[] index = new short[labelNumbers.size()];
    labelNumbers.forEach((name, number) -> index[number] = (short) order.indexOf(name));
    for (int row = 0; row < labels.length; row++) {
      if (fates[row] == UNDECIDED) {
        labels[row] = index[labels[row]];
      }
    }
  }

  int label(int row) {
    return labels[row];
  }

  TextHash text(int row) {
    return new TextHash(high[row], low[row]);
  }

  long textHigh(int row) {
    return high[row];
  }

  long textLow(int row) {
    return low[row];
  }

  boolean sameText(int a, int b) {
    return high[a] == high[b] && low[a] == low[b];
  }

  /** Orders rows by their text, rows of the same text by their place in the input. */
  int compareTexts(int a, int b) {
    int byHigh = Long.compareUnsigned(high[a], high[b]);
    int byText = byHigh != 0 ? byHigh : Long.compareUnsigned(low[a], low[b]);
    return byText != 0 ? byText : Integer.compare(a, b);
  }

  /** Returns the index of the range in which a row is. */
  int range(int row) {
    int found = Arrays.binarySearch(starts, row);
    int range = found < 0 ? -found - 2 : found;
    while (starts[range + 1] <= row) {
      // An empty range begins where the next one does.
      range++;
    }
    return range;
  }

  /** Returns the index of a row in its range. */
  int indexInRange(int row) {
    return row - starts[range(row)];
  }

  /** Returns the split for which a row's input was given; null if the plan decides. */
  @Nullable Split givenSplit(int row) {
    return anyGiven ? ranges.get(range(row)).split() : null;
  }

  boolean undecided(int row) {
    return fates[row] == UNDECIDED;
  }

  /** Returns the numbers of all rows that are undecided, in their order. */
  int[] allUndecided() {
    int[] undecided = new int[rows - unusable];
    int count = 0;
    for (int row = 0; row < fates.length; row++) {
      if (fates[row] == UNDECIDED) {
        undecided[count++] = row;
      }
    }
    return Arrays.copyOf(undecided, count);
  }

  void decide(int row, Fate fate) {
    fates[row] = fate.code();
  }

  Fate fate(int row) {
    return Fate.of(fates[row]);
  }

  /** Returns the fates of the rows of each range; every row must be decided. */
  List<RangeFates> fates() {
    List<RangeFates> all = new ArrayList<>();
    for (int range = 0; range < rowsOfRange.length; range++) {
      int start = starts[range];
      all.add(new RangeFates(range, Arrays.copyOfRange(fates, start, start + rowsOfRange[range])));
    }
    return all;
  }
}
