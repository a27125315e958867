package io.bertline.prep.pipeline;

import io.bertline.dataset.Split;
import io.bertline.prep.input.SourceTable;
import io.bertline.prep.split.SplitSizes;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Into how many files the rows go. Depends on the input and the parameters only, so that the same
 * input gives the same files everywhere.
 *
 * @param train files of the training split
 * @param validation files of the validation split
 * @param test files of the test split
 * @param deadLetters files of the rows that cannot be used
 */
public record ShardCounts(int train, int validation, int test, int deadLetters)
    implements Serializable {
  /** Bytes of input for one file. */
  private static final long TARGET_BYTES = 64L << 20;

  private static final int MAX_SHARDS = 99_999;

  /**
   * Chooses the counts.
   *
   * @param tables the uncompressed input
   * @param rows how many rows those without a split of their own have
   * @param sizes how large the splits of those are
   * @param train files of the training split, with the other splits in proportion; 0 to choose
   */
  public static ShardCounts of(List<SourceTable> tables, long rows, SplitSizes sizes, int train) {
    long[] bytes = sizes.totals(rows);
    double bytesOfRow = bytes(tables, null) / (double) Math.max(1, rows);
    Arrays.setAll(bytes, split -> (long) (Math.max(0, bytes[split]) * bytesOfRow));
    bytes[1] += bytes(tables, Split.VALIDATION);
    bytes[2] += bytes(tables, Split.TEST);
    long target = train == 0 ? TARGET_BYTES : Math.max(1, ceilDiv(Math.max(1, bytes[0]), train));
    return new ShardCounts(
        train == 0 ? count(bytes[0], target) : train,
        count(bytes[1], target),
        count(bytes[2], target),
        count(tables.stream().mapToLong(SourceTable::size).sum(), TARGET_BYTES));
  }

  private static long bytes(List<SourceTable> tables, @Nullable Split split) {
    return tables.stream()
        .filter(table -> table.split() == split)
        .mapToLong(SourceTable::size)
        .sum();
  }

  private static int count(long bytes, long target) {
    return (int) Math.min(MAX_SHARDS, Math.max(1, ceilDiv(bytes, target)));
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }

  /** Returns the number of files of a split. */
  public int of(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  /** Returns the names of a split's files in order. */
  public Stream<String> names(Split split) {
    return IntStream.range(0, of(split)).mapToObj(index -> split.shardName(index, of(split)));
  }

  /**
   * Returns the index of a row's file.
   *
   * @param place its place in the seeded order; the files one after the other have that order
   */
  int index(Split split, long place) {
    return (int) (((place >>> 33) * of(split)) >>> 31);
  }

  /**
   * Returns the file of a row that cannot be used.
   *
   * @param position of the row in the input, 0 to below 1; the files have the order of the input
   */
  String deadLetters(double position) {
    int index = Math.min((int) (position * deadLetters), deadLetters - 1);
    return String.format(Locale.ROOT, "dead-letters-%05d-of-%05d.jsonl", index, deadLetters);
  }
}
