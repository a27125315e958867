package io.bertline.prep.split;

import io.bertline.dataset.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Places the rows that are kept into the splits: those of an input given for a split there; of the
 * others each label's, in seeded order, are cut at exact counts. Rows of the same text move
 * together, unless duplicates are ignored: so with {@code keep} a count is exact up to the number
 * of rows of one text.
 */
final class Placement {
  /** The splits in the order in which they are filled, then what no split takes. */
  private static final List<Fate> FILLED =
      List.of(Fate.TRAIN, Fate.VALIDATION, Fate.TEST, Fate.LEFT_OVER);

  private final RowTable table;
  private final int[] byText;
  private final boolean together;
  private final List<int[]> heads = new ArrayList<>();
  private final long[] rowsByLabel;
  private final long[] placed = new long[Fate.values().length];

  /**
   * @param byText all rows, sorted by text
   * @param together whether rows of the same text move together
   * @param labels number of labels
   */
  Placement(RowTable table, int[] byText, boolean together, int labels, SeededOrder order) {
    this.table = table;
    this.byText = byText;
    this.together = together;
    this.rowsByLabel = new long[labels];
    placeGiven();
    collectHeads(labels, order);
  }

  /** Returns how many rows there are to be split. */
  long rows() {
    return Arrays.stream(rowsByLabel).sum();
  }

  /** Returns how many rows a split has. */
  long placed(Split split) {
    return placed[Fate.of(split).code()];
  }

  private void placeGiven() {
    for (int row : byText) {
      Split given = table.undecided(row) ? table.givenSplit(row) : null;
      if (given != null) {
        decide(row, Fate.of(given));
      }
    }
  }

  private void decide(int row, Fate fate) {
    table.decide(row, fate);
    placed[fate.code()]++;
  }

  /** Finds for each label the first row of each group, as its position in the order of texts. */
  private void collectHeads(int labels, SeededOrder order) {
    int[] counts = new int[labels];
    for (int at = 0; at < byText.length; at++) {
      if (table.undecided(byText[at])) {
        rowsByLabel[table.label(byText[at])]++;
        counts[table.label(byText[at])] += isHead(at) ? 1 : 0;
      }
    }
    for (int count : counts) {
      heads.add(new int[count]);
    }
    for (int at = byText.length - 1; at >= 0; at--) {
      if (table.undecided(byText[at]) && isHead(at)) {
        int label = table.label(byText[at]);
        heads.get(label)[--counts[label]] = at;
      }
    }
    // Ignored duplicates must not lie side by side: there the number of the row counts, too.
    IntToLongFunction place =
        at ->
            order.place(
                table.textHigh(byText[at]) + (together ? 0 : byText[at]),
                table.textLow(byText[at]));
    RowSort sort =
        new RowSort(
            place,
            (a, b) -> {
              int byPlace = Long.compareUnsigned(place.applyAsLong(a), place.applyAsLong(b));
              return byPlace != 0 ? byPlace : Integer.compare(a, b);
            });
    heads.replaceAll(sort::sort);
  }

  private boolean isHead(int at) {
    if (!together) {
      return true;
    }
    int before = at - 1;
    while (before >= 0 && table.sameText(byText[before], byText[at])) {
      if (table.undecided(byText[before])) {
        return false;
      }
      before--;
    }
    return true;
  }

  /**
   * Places every row.
   *
   * @param totals rows of training, validation and test; they sum to {@link #rows} at most
   */
  void place(long[] totals) {
    long[] bySplit = Arrays.copyOf(totals, FILLED.size());
    bySplit[totals.length] = rows() - Arrays.stream(totals).sum();
    long[][] cells = Stratification.allocate(rowsByLabel, bySplit);
    for (int label = 0; label < heads.size(); label++) {
      int filled = 0;
      long end = cells[label][0];
      long count = 0;
      for (int head : heads.get(label)) {
        while (count >= end && filled < FILLED.size() - 1) {
          end += cells[label][++filled];
        }
        count += place(head, FILLED.get(filled));
      }
    }
  }

  /** Places the rows that move with this one; returns how many there are. */
  private int place(int head, Fate fate) {
    int count = 0;
    int at = head;
    do {
      if (table.undecided(byText[at])) {
        decide(byText[at], fate);
        count++;
      }
      at++;
    } while (together && at < byText.length && table.sameText(byText[at], byText[head]));
    return count;
  }

  /** Returns the first rows of each label in turn, as many as are wanted and in a split. */
  List<Integer> examples(int wanted) {
    List<Integer> examples = new ArrayList<>();
    for (int rank = 0; rank < wanted; rank++) {
      for (int[] ofLabel : heads) {
        if (examples.size() < wanted
            && rank < ofLabel.length
            && table.fate(byText[ofLabel[rank]]).split() != null) {
          examples.add(byText[ofLabel[rank]]);
        }
      }
    }
    return examples;
  }
}
