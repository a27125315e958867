package io.bertline.artifact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A classifier that went out, with the decision it went out with. The manifests are part of the
 * record: what went out stays what it was when its key is made again, and wherever the root moves.
 *
 * @param formatVersion version of this layout, 2
 * @param name name of the release
 * @param number 1 for the first of this name; the highest is the current one
 * @param classifier the classifier, whose files are below the same root
 * @param evaluation the evaluation it was judged by, as well
 * @param threshold a row of two labels is positive when its calibrated probability is at least
 *     this; null for more than two labels
 * @param temperature divides the logits before the sigmoid or softmax
 * @param metrics headline numbers of the evaluation
 * @param card blob below the root with the model card
 * @param restores number of the release this one goes back to; null for a new one
 * @param publishedAt ISO-8601 instant
 * @param run execution that made it
 */
public record Release(
    int formatVersion,
    String name,
    int number,
    Manifest classifier,
    Manifest evaluation,
    @Nullable Double threshold,
    double temperature,
    Map<String, Double> metrics,
    String card,
    @Nullable Integer restores,
    String publishedAt,
    String run) {
  public static final int FORMAT_VERSION = 2;

  public Release {
    Objects.requireNonNull(classifier, "classifier");
    Objects.requireNonNull(evaluation, "evaluation");
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** Returns how people refer to it, for example {@code prod@7}. */
  public String label() {
    return name + "@" + number;
  }

  /** Returns the number of the release in which this content went out first. */
  public int origin() {
    return restores == null ? number : restores;
  }

  /** Returns whether another release is the same classifier with the same decision. */
  public boolean sameContent(Release other) {
    return classifier.digest().equals(other.classifier.digest())
        && temperature == other.temperature
        && Objects.equals(threshold, other.threshold);
  }
}
