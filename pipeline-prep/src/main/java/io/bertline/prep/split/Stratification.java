package io.bertline.prep.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Distributes the rows of every label over the splits in the same proportion, with exact totals.
 * Each cell begins with the integer part of its exact quota; what is left goes to the cells with
 * the largest remainders, as in {@code StratifiedShuffleSplit} of scikit-learn, here for all splits
 * at once.
 */
final class Stratification {
  private record Cell(int label, int split, double remainder) {}

  private Stratification() {}

  /**
   * Returns rows by label and split.
   *
   * @param byLabel rows of each label
   * @param bySplit rows of each split, with the same sum
   */
  static long[][] allocate(long[] byLabel, long[] bySplit) {
    long rows = LongStream.of(byLabel).sum();
    long[] labelLeft = byLabel.clone();
    long[] splitLeft = bySplit.clone();
    long[][] cells = new long[byLabel.length][bySplit.length];
    List<Cell> remainders = new ArrayList<>();
    for (int label = 0; label < byLabel.length; label++) {
      for (int split = 0; split < bySplit.length; split++) {
        double quota = rows == 0 ? 0 : (double) byLabel[label] * bySplit[split] / rows;
        long whole = (long) quota;
        cells[label][split] = whole;
        labelLeft[label] -= whole;
        splitLeft[split] -= whole;
        remainders.add(new Cell(label, split, quota - whole));
      }
    }
    remainders.sort(
        Comparator.comparingDouble(Cell::remainder)
            .reversed()
            .thenComparingInt(Cell::label)
            .thenComparingInt(Cell::split));
    // The first round gives a cell one row at most. Where labels are many and small it may end with
    // rows of a label whose splits are full; the second round gives those to any split with room.
    for (boolean anyNumber : new boolean[] {false, true}) {
      for (Cell cell : remainders) {
        long room = Math.min(labelLeft[cell.label], splitLeft[cell.split]);
        long given = anyNumber ? room : Math.min(room, 1);
        cells[cell.label][cell.split] += given;
        labelLeft[cell.label] -= given;
        splitLeft[cell.split] -= given;
      }
    }
    return cells;
  }
}
