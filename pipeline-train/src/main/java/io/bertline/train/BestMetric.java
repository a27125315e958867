package io.bertline.train;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The validation metric that decides which epoch is kept.
 *
 * <p>{@link #AUTO} is average precision for two labels and macro F1 for more. Average precision
 * ranks the rows and needs no threshold (the threshold is fitted only after the epoch is chosen),
 * and unlike accuracy or ROC-AUC it is not flattered by the many easy negatives of an imbalanced
 * dataset (Saito and Rehmsmeier 2015, doi:10.1371/journal.pone.0118432). Macro F1 counts a rare
 * label as much as a frequent one. Loss is not the default because it starts to rise, from
 * overconfidence, while the ranking still improves; the temperature repairs confidence afterwards.
 */
enum BestMetric {
  AUTO(true, true),
  LOSS(true, true),
  ACCURACY(true, true),
  F1(true, false),
  ROC_AUC(true, false),
  AVERAGE_PRECISION(true, false),
  PRECISION_AT_RECALL_50(true, false),
  MACRO_F1(false, true);

  private final boolean binary;
  private final boolean multiClass;

  BestMetric(boolean binary, boolean multiClass) {
    this.binary = binary;
    this.multiClass = multiClass;
  }

  /**
   * Returns the metric to use, never {@link #AUTO}.
   *
   * @param labels number of labels
   * @throws BertlineException {@code USAGE} if the metric does not exist for so many labels
   */
  BestMetric resolve(int labels) {
    if (this == AUTO) {
      return labels == 2 ? AVERAGE_PRECISION : MACRO_F1;
    }
    if (labels == 2 ? binary : multiClass) {
      return this;
    }
    throw new BertlineException(
        FailureKind.USAGE,
        "--best-metric: '%s' does not exist for %d labels, only %s"
            .formatted(
                this,
                labels,
                Arrays.stream(values())
                    .filter(metric -> labels == 2 ? metric.binary : metric.multiClass)
                    .map(BestMetric::toString)
                    .collect(Collectors.joining(", "))));
  }

  /** Returns whether {@code candidate} is better than {@code best}; NaN never is. */
  boolean better(double candidate, double best) {
    if (Double.isNaN(best)) {
      return !Double.isNaN(candidate);
    }
    return this == LOSS ? candidate < best : candidate > best;
  }

  /** Returns the name used in options, for example {@code average-precision}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the name used in histories and summaries, for example {@code average_precision}. */
  String field() {
    return name().toLowerCase(Locale.ROOT);
  }
}
