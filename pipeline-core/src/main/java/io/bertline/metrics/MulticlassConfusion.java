package io.bertline.metrics;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How the rows of a task with any number of labels were called. */
public final class MulticlassConfusion {
  private final long[][] counts;
  private final long[] truths;
  private final long[] calls;
  private final long rows;

  /**
   * @param counts counts[t][p] = number of rows of label t called p; square
   */
  public MulticlassConfusion(long[][] counts) {
    this.counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    int labels = counts.length;
    this.truths = new long[labels];
    this.calls = new long[labels];
    for (int truth = 0; truth < labels; truth++) {
      for (int predicted = 0; predicted < labels; predicted++) {
        truths[truth] += counts[truth][predicted];
        calls[predicted] += counts[truth][predicted];
      }
    }
    this.rows = Arrays.stream(truths).sum();
  }

  /**
   * Counts predictions.
   *
   * @param truth label index of each row, 0 to labels - 1
   * @param predicted the label each row was called
   * @param labels number of labels
   * @throws BertlineException {@code BAD_INPUT} if there is no row or an index is out of range
   */
  public static MulticlassConfusion of(int[] truth, int[] predicted, int labels) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          truth.length + " labels, " + predicted.length + " predictions");
    }
    if (truth.length == 0) {
      throw new BertlineException(
          FailureKind.BAD_INPUT, "there is no row to measure; choose a split that has rows");
    }
    long[][] counts = new long[labels][labels];
    for (int row = 0; row < truth.length; row++) {
      counts[checked(truth[row], row, labels)][checked(predicted[row], row, labels)]++;
    }
    return new MulticlassConfusion(counts);
  }

  private static int checked(int label, int row, int labels) {
    if (label < 0 || label >= labels) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "row " + row + ": label index is " + label + ", expected 0 to " + (labels - 1));
    }
    return label;
  }

  /** Returns the number of labels. */
  public int labels() {
    return counts.length;
  }

  /** Returns the number of rows. */
  public long rows() {
    return rows;
  }

  /** Returns the number of rows of label {@code truth} called {@code predicted}. */
  public long count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /** Returns the number of rows of a label. */
  public long truths(int label) {
    return truths[label];
  }

  /** Returns the number of rows called a label. */
  public long calls(int label) {
    return calls[label];
  }

  /** Returns the share of rows called a label that have it; 0 when none is. */
  public double precision(int label) {
    return Ratio.of(counts[label][label], calls[label]);
  }

  /** Returns the share of rows of a label called that; 0 when there is none. */
  public double recall(int label) {
    return Ratio.of(counts[label][label], truths[label]);
  }

  /** Returns the harmonic mean of precision and recall of a label; 0 when both are. */
  public double f1(int label) {
    return Ratio.of(2.0 * counts[label][label], (double) truths[label] + calls[label]);
  }

  /** Returns the mean F1 of all labels, rare ones counting as much as frequent ones. */
  public double macroF1() {
    return mean(this::f1);
  }

  /** Returns the mean precision of all labels. */
  public double macroPrecision() {
    return mean(this::precision);
  }

  /** Returns the mean recall of all labels, also called balanced accuracy. */
  public double macroRecall() {
    return mean(this::recall);
  }

  private double mean(IntToDoubleFunction measure) {
    return IntStream.range(0, labels()).mapToDouble(measure).average().orElse(0);
  }

  /** Returns the mean F1 of all labels, each weighted by its rows. */
  public double weightedF1() {
    return weighted(this::f1);
  }

  /**
   * Returns the F1 of all decisions pooled, which equals accuracy where every row has one label.
   */
  public double microF1() {
    return accuracy();
  }

  /** Returns the share of rows called what they are. */
  public double accuracy() {
    return Ratio.of(right(), rows);
  }

  private long right() {
    return IntStream.range(0, labels()).mapToLong(label -> counts[label][label]).sum();
  }

  private double weighted(IntToDoubleFunction measure) {
    double sum = 0;
    for (int label = 0; label < labels(); label++) {
      sum += truths[label] * measure.applyAsDouble(label);
    }
    return rows == 0 ? 0 : sum / rows;
  }

  /** Returns Cohen's kappa, unweighted: agreement beyond chance; 0 when chance agrees always. */
  public double kappa() {
    double chance = weighted(label -> calls[label] / (double) rows);
    return Ratio.of(accuracy() - chance, 1 - chance);
  }

  /**
   * Returns the correlation of truth and call for any number of labels (Gorodkin, 2004), -1 to 1; 0
   * when either is constant.
   */
  public double matthews() {
    double n = rows;
    double chance = weighted(label -> calls[label]) * n;
    double truthSpread = n * n - Arrays.stream(truths).mapToDouble(t -> (double) t * t).sum();
    double callSpread = n * n - Arrays.stream(calls).mapToDouble(c -> (double) c * c).sum();
    return Ratio.of(right() * n - chance, Math.sqrt(truthSpread) * Math.sqrt(callSpread));
  }

  /**
   * One way of being wrong.
   *
   * @param truth label of the rows
   * @param predicted what they were called
   * @param rows how many, at least 1
   */
  public record Mistake(int truth, int predicted, long rows) {}

  /** Returns the most frequent mistakes, most frequent first, ties in label order. */
  public List<Mistake> mistakes(int limit) {
    List<Mistake> mistakes = new ArrayList<>();
    for (int truth = 0; truth < labels(); truth++) {
      for (int predicted = 0; predicted < labels(); predicted++) {
        if (truth != predicted && counts[truth][predicted] > 0) {
          mistakes.add(new Mistake(truth, predicted, counts[truth][predicted]));
        }
      }
    }
    mistakes.sort(Comparator.comparingLong(Mistake::rows).reversed());
    return List.copyOf(mistakes.subList(0, Math.min(limit, mistakes.size())));
  }
}
