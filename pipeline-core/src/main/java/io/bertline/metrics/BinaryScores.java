package io.bertline.metrics;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The scores of a binary task, sorted once: every distinct score, falling, with the number of
 * negative and of positive rows that have it. Rows of equal score cannot be told apart, so no
 * measure depends on the order of the input.
 */
public final class BinaryScores {
  private final double[] scores;

  /** Negative rows of score i at 2i, positive ones at 2i + 1. */
  private final int[] counts;

  private final long positiveRows;
  private final long negativeRows;

  private BinaryScores(double[] scores, int[] counts) {
    this.scores = scores;
    this.counts = counts;
    long positives = 0;
    long negatives = 0;
    for (int i = 0; i < counts.length; i += 2) {
      negatives += counts[i];
      positives += counts[i + 1];
    }
    this.positiveRows = positives;
    this.negativeRows = negatives;
  }

  /**
   * Sorts scores.
   *
   * @param labels 1 for a positive row, 0 for a negative one
   * @param scores probability of the positive label, 0 to 1, one per label
   * @throws BertlineException {@code BAD_INPUT} if there is no row, a label is neither 0 nor 1, or
   *     a score is not a number from 0 to 1; names the row, counted from 0
   */
  public static BinaryScores of(int[] labels, double[] scores) {
    check(labels, scores);
    double[] negatives = sortedScores(0, labels, scores);
    double[] positives = sortedScores(1, labels, scores);
    double[] distinct = new double[scores.length];
    int[] counts = new int[2 * scores.length];
    int size = 0;
    int n = negatives.length - 1;
    int p = positives.length - 1;
    while (n >= 0 || p >= 0) {
      double score = Math.max(n >= 0 ? negatives[n] : 0, p >= 0 ? positives[p] : 0);
      for (; n >= 0 && negatives[n] == score; n--) {
        counts[2 * size]++;
      }
      for (; p >= 0 && positives[p] == score; p--) {
        counts[2 * size + 1]++;
      }
      distinct[size++] = score;
    }
    return new BinaryScores(Arrays.copyOf(distinct, size), Arrays.copyOf(counts, 2 * size));
  }

  private static void check(int[] labels, double[] scores) {
    if (labels.length != scores.length) {
      throw new IllegalArgumentException(labels.length + " labels, " + scores.length + " scores");
    }
    if (labels.length == 0) {
      throw badInput("there is no row to measure; choose a split that has rows");
    }
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] != 0 && labels[row] != 1) {
        throw badInput("row " + row + ": label is " + labels[row] + ", expected 0 or 1");
      }
      if (!(scores[row] >= 0 && scores[row] <= 1)) {
        throw badInput(
            "row " + row + ": score is " + scores[row] + ", expected a number from 0 to 1");
      }
    }
  }

  private static BertlineException badInput(String message) {
    return new BertlineException(FailureKind.BAD_INPUT, message);
  }

  private static double[] sortedScores(int label, int[] labels, double[] scores) {
    return IntStream.range(0, scores.length)
        .filter(row -> labels[row] == label)
        // Turns -0.0 into 0.0: they are one score, but sorting would part them.
        .mapToDouble(row -> scores[row] + 0.0)
        .sorted()
        .toArray();
  }

  /** Returns the number of rows. */
  public long rows() {
    return positiveRows + negativeRows;
  }

  /** Returns the number of positive rows. */
  public long positiveRows() {
    return positiveRows;
  }

  /** Returns the number of negative rows. */
  public long negativeRows() {
    return negativeRows;
  }

  /** Returns how rows are called when those that score at least {@code threshold} are positive. */
  public Confusion at(double threshold) {
    long truePositives = 0;
    long falsePositives = 0;
    for (int i = 0; i < scores.length && scores[i] >= threshold; i++) {
      truePositives += positives(i);
      falsePositives += negatives(i);
    }
    return confusion(truePositives, falsePositives);
  }

  /**
   * Returns the outcome at every distinct score, from the strictest threshold to the most lenient.
   * Together they are the precision-recall curve, the ROC curve and every measure by threshold.
   */
  public List<OperatingPoint> operatingPoints() {
    List<OperatingPoint> points = new ArrayList<>(scores.length);
    long truePositives = 0;
    long falsePositives = 0;
    for (int i = 0; i < scores.length; i++) {
      truePositives += positives(i);
      falsePositives += negatives(i);
      points.add(new OperatingPoint(scores[i], confusion(truePositives, falsePositives)));
    }
    return points;
  }

  private Confusion confusion(long truePositives, long falsePositives) {
    return new Confusion(
        truePositives, falsePositives, positiveRows - truePositives, negativeRows - falsePositives);
  }

  /** Returns the number of distinct scores. */
  int size() {
    return scores.length;
  }

  /** Returns distinct score i; a larger i is a lower score. */
  double score(int i) {
    return scores[i];
  }

  int negatives(int i) {
    return counts[2 * i];
  }

  int positives(int i) {
    return counts[2 * i + 1];
  }

  /** Returns the rows of each score and label, see {@link #withCounts}. */
  int[] counts() {
    return counts.clone();
  }

  /** Returns the same scores with other numbers of rows, some of which may be 0. */
  BinaryScores withCounts(int[] other) {
    return new BinaryScores(scores, other);
  }
}
