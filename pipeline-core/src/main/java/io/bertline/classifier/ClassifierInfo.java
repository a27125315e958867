package io.bertline.classifier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Content of {@code classifier.json}: what a Hugging Face {@code config.json} has no place for.
 *
 * @param formatVersion version of this layout, 1
 * @param labels label names in index order
 * @param positiveLabel the label sought by a binary classifier (index 1); null for more than two
 *     labels
 * @param maxLength longest token sequence used in training
 * @param threshold a row is called positive when the calibrated probability of the positive label
 *     is at least this; 0.5 and unused for more than two labels
 * @param temperature divides the logits before the softmax or sigmoid, above 0
 * @param tokenizerFingerprint identifies the tokenizer the classifier was trained with
 */
public record ClassifierInfo(
    int formatVersion,
    List<String> labels,
    @Nullable String positiveLabel,
    int maxLength,
    double threshold,
    double temperature,
    String tokenizerFingerprint) {
  /** Name of the file in the artifact. */
  public static final String FILE = "classifier.json";

  public static final int FORMAT_VERSION = 1;

  public ClassifierInfo {
    labels = List.copyOf(labels);
  }

  /**
   * Returns the same classifier with the decision of a release.
   *
   * @param releaseThreshold null for the classifier's own, as with more than two labels
   */
  public ClassifierInfo decidingBy(@Nullable Double releaseThreshold, double releaseTemperature) {
    return new ClassifierInfo(
        formatVersion,
        labels,
        positiveLabel,
        maxLength,
        releaseThreshold == null ? threshold : releaseThreshold,
        releaseTemperature,
        tokenizerFingerprint);
  }
}
