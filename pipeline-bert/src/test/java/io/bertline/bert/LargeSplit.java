package io.bertline.bert;

import java.nio.file.Path;
import java.util.List;

/** A program that takes in a large split and goes through one pass of batches. */
final class LargeSplit {
  private LargeSplit() {}

  /**
   * Exits 0 when every row was read once.
   *
   * @param arguments a file to keep tokens in, or nothing to keep them in memory
   */
  public static void main(String[] arguments) {
    int[] types = new int[30];
    int[] ids = new int[30];
    TokenRows rows;
    try (TokenRows.Builder builder =
        arguments.length == 0
            ? new TokenRows.Builder()
            : new TokenRows.Builder(Path.of(arguments[0]))) {
      for (int row = 0; row < 2_000_000; row++) {
        ids[0] = row;
        builder.add(ids, types, row % 2);
      }
      rows = builder.build();
    }
    List<int[]> batches = LengthSortedBatches.ofRows(32).training(rows, 42, 0);
    long sum = 0;
    for (int[] batch : batches) {
      for (int row : batch) {
        sum += rows.batch(new int[] {row}).inputIds()[0];
      }
    }
    System.exit(sum == 1_999_999L * 1_000_000 ? 0 : 1);
  }
}
