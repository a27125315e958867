package io.bertline.eval.decision;

import io.bertline.classifier.ClassifierInfo;
import io.bertline.eval.gate.GateVerdict;
import io.bertline.metrics.Temperature;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Content of {@code decision.json}: how the logits of a classifier become a label. A release is a
 * classifier and one of these.
 *
 * @param formatVersion version of this layout, 1
 * @param labels label names in index order
 * @param positiveLabel the label sought by a binary classifier (index 1); null for more than two
 *     labels, where the most probable label wins
 * @param threshold a binary row is called positive when the calibrated probability of the positive
 *     label is at least this, 0 to 1; null for more than two labels
 * @param thresholdFrom where the threshold comes from; null for more than two labels
 * @param temperature divides the logits before the sigmoid or softmax, above 0
 * @param temperatureFrom where the temperature comes from
 * @param thresholdFor what the threshold was chosen for; null if eval did not choose it
 * @param blessed whether the classifier may go out: it passed the gate, or there was none
 * @param gate what the gate says, clause by clause; null if there was none
 */
public record Decision(
    int formatVersion,
    List<String> labels,
    @Nullable String positiveLabel,
    @Nullable Double threshold,
    @Nullable Origin thresholdFrom,
    double temperature,
    Origin temperatureFrom,
    @Nullable String thresholdFor,
    boolean blessed,
    @Nullable GateVerdict gate) {
  /** Name of the file in an evaluation. */
  public static final String FILE = "decision.json";

  public static final int FORMAT_VERSION = 1;

  /** Where a number of a decision comes from. */
  public enum Origin {
    /** Fitted by train on the validation logits of the kept epoch. */
    CLASSIFIER,
    /** What the release that was evaluated went out with. */
    RELEASE,
    /** Given to eval as {@code --threshold}. */
    OPTION,
    /** Chosen by eval on the validation split, as {@code --threshold-for} says. */
    VALIDATION
  }

  public Decision {
    labels = List.copyOf(labels);
  }

  /**
   * Returns the decision of a classifier, with another threshold if one is given.
   *
   * @param threshold null for the one train fitted; ignored for more than two labels
   */
  public static Decision of(ClassifierInfo classifier, @Nullable Double threshold) {
    return of(classifier, Origin.CLASSIFIER, threshold);
  }

  /**
   * As {@link #of(ClassifierInfo, Double)}.
   *
   * @param own where the threshold and temperature of {@code classifier} come from
   */
  public static Decision of(ClassifierInfo classifier, Origin own, @Nullable Double threshold) {
    return of(classifier, own, threshold, threshold == null ? own : Origin.OPTION, null);
  }

  private static Decision of(
      ClassifierInfo classifier,
      Origin own,
      @Nullable Double threshold,
      Origin origin,
      @Nullable String thresholdFor) {
    boolean binary = classifier.labels().size() == 2;
    return new Decision(
        FORMAT_VERSION,
        classifier.labels(),
        classifier.positiveLabel(),
        binary ? (threshold == null ? Double.valueOf(classifier.threshold()) : threshold) : null,
        binary ? origin : null,
        classifier.temperature(),
        own,
        thresholdFor,
        true,
        null);
  }

  /**
   * Returns the decision of a classifier of two labels with a threshold that eval has chosen.
   *
   * @param own where the temperature of {@code classifier} comes from
   */
  public static Decision chosen(
      ClassifierInfo classifier, Origin own, double threshold, ThresholdObjective objective) {
    return of(classifier, own, threshold, Origin.VALIDATION, objective.text());
  }

  /** Returns this decision with what a gate says about it. */
  public Decision judged(GateVerdict verdict) {
    return new Decision(
        formatVersion,
        labels,
        positiveLabel,
        threshold,
        thresholdFrom,
        temperature,
        temperatureFrom,
        thresholdFor,
        verdict.passed(),
        verdict);
  }

  /** Returns whether one of two labels is chosen by a threshold. */
  public boolean binary() {
    return labels.size() == 2;
  }

  /** Returns the calibrated probability of each label. */
  public double[] probabilities(float[] logits) {
    return Temperature.probabilities(logits, temperature);
  }

  /** Returns the index of the label a row of these calibrated probabilities is called. */
  public int call(double[] probabilities) {
    if (threshold != null) {
      return probabilities[1] >= threshold ? 1 : 0;
    }
    int best = 0;
    for (int label = 1; label < probabilities.length; label++) {
      if (probabilities[label] > probabilities[best]) {
        best = label;
      }
    }
    return best;
  }

  /**
   * Returns how far a row of these calibrated probabilities is from being called otherwise: from
   * the threshold, or from the second most probable label; 0 to 1.
   */
  public double margin(double[] probabilities) {
    if (threshold != null) {
      return Math.abs(probabilities[1] - threshold);
    }
    double[] sorted = probabilities.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - 1] - sorted[sorted.length - 2];
  }
}
