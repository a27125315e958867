package io.bertline.prep.pipeline;

import io.bertline.dataset.Split;
import io.bertline.prep.split.SplitSizes;
import java.io.Serializable;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
   * @param bytes size of the uncompressed input
   * @param sizes how large the splits are
   * @param train files of the training split, with the other splits in proportion; 0 to choose
   */
  public static ShardCounts of(long bytes, SplitSizes sizes, int train) {
    long[] shares = sizes.totals(bytes);
    long target = train == 0 ? TARGET_BYTES : Math.max(1, ceilDiv(Math.max(1, shares[0]), train));
    return new ShardCounts(
        train == 0 ? count(shares[0], target) : train,
        count(shares[1], target),
        count(shares[2], target),
        count(bytes, TARGET_BYTES));
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
   * Returns the file of a row.
   *
   * @param place its place in the seeded order; the files one after the other have that order
   */
  String name(Split split, long place) {
    int count = of(split);
    return split.shardName((int) (((place >>> 33) * count) >>> 31), count);
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
