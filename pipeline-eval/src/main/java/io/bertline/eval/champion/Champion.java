package io.bertline.eval.champion;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.Release;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.eval.decision.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The classifier of a release.
 *
 * @param release what went out
 * @param classifier its classifier
 * @param info description of the classifier, with the threshold and temperature of the release
 * @param trainingDataset what it was trained on, if that is another dataset than the one to measure
 *     on, and still there
 */
public record Champion(
    Release release, Artifact classifier, ClassifierInfo info, @Nullable Artifact trainingDataset) {
  /** Returns how it decides. */
  public Decision decision() {
    return Decision.of(info, null);
  }
}
