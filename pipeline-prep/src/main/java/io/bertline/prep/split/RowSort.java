package io.bertline.prep.split;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Sorts row numbers in linear time and eight bytes a row: first into buckets by the upper bits of a
 * key that is spread evenly, as hashes are, then each bucket of some eight rows by itself.
 */
public final class RowSort {
  private static final int ROWS_OF_BUCKET = 8;
  private static final int MAX_BITS = 24;

  /** A bucket with more rows holds many of the same key. */
  private static final int FEW = 64;

  private final IntToLongFunction key;
  private final Order order;

  /** Compares two rows. */
  public interface Order {
    int compare(int a, int b);
  }

  /**
   * @param key unsigned
   * @param order the whole order: by key, then by anything else
   */
  public RowSort(IntToLongFunction key, Order order) {
    this.key = key;
    this.order = order;
  }

  /** Returns the rows in their order. */
  public int[] sort(int[] rows) {
    int bits =
        Math.min(
            MAX_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(rows.length / ROWS_OF_BUCKET));
    if (bits == 0) {
      int[] sorted = rows.clone();
      sortBucket(sorted, 0, sorted.length);
      return sorted;
    }
    int shift = Long.SIZE - bits;
    int[] ends = new int[(1 << bits) + 1];
    for (int row : rows) {
      ends[(int) (key.applyAsLong(row) >>> shift) + 1]++;
    }
    Arrays.parallelPrefix(ends, Integer::sum);
    int[] sorted = new int[rows.length];
    // Advances each bucket's start to its end.
    for (int row : rows) {
      sorted[ends[(int) (key.applyAsLong(row) >>> shift)]++] = row;
    }
    IntStream.range(0, 1 << bits)
        .parallel()
        .forEach(bucket -> sortBucket(sorted, bucket == 0 ? 0 : ends[bucket - 1], ends[bucket]));
    return sorted;
  }

  private void sortBucket(int[] rows, int from, int to) {
    if (to - from > FEW) {
      Integer[] boxed = Arrays.stream(rows, from, to).boxed().toArray(Integer[]::new);
      Arrays.sort(boxed, order::compare);
      for (int i = from; i < to; i++) {
        rows[i] = boxed[i - from];
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int free = i;
      while (free > from && order.compare(rows[free - 1], row) > 0) {
        rows[free] = rows[free - 1];
        free--;
      }
      rows[free] = row;
    }
  }
}
