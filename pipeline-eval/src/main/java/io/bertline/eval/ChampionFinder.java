package io.bertline.eval;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.Release;
import io.bertline.artifact.Releases;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.cli.StepContext;
import io.bertline.eval.champion.Champion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the classifier of a release. */
final class ChampionFinder {
  private static final String PREFIX = "release:";

  private final StepContext context;

  ChampionFinder(StepContext context) {
    this.context = context;
  }

  /** Returns the release somebody means by {@code NAME} or {@code release:NAME}. */
  static String name(String reference) {
    return reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : reference;
  }

  /**
   * Returns the champion; null if nothing of this name has gone out yet.
   *
   * @param dataset what both will be measured on
   * @throws io.bertline.failure.BertlineException {@code NOT_FOUND} if its classifier is gone
   */
  @Nullable Champion find(String reference, Artifact dataset) {
    String name = name(reference);
    // A first release has nobody to beat; a number that was asked for must exist.
    Optional<Release> release =
        name.contains("@")
            ? context.release(PREFIX + name)
            : new Releases(context.artifacts().blobs()).current(name);
    if (release.isEmpty()) {
      context.say("release '" + name + "' does not exist yet, so there is no champion");
      return null;
    }
    return champion(release.get(), dataset);
  }

  private Champion champion(Release release, Artifact dataset) {
    Artifact classifier = context.require(ArtifactType.CLASSIFIER, PREFIX + release.label());
    ClassifierInfo info =
        ClassifierInfoFile.parse(
                classifier.read(ClassifierInfo.FILE), classifier.uri() + "/" + ClassifierInfo.FILE)
            .decidingBy(release.threshold(), release.temperature());
    return new Champion(release, classifier, info, trainingDataset(release, classifier, dataset));
  }

  private @Nullable Artifact trainingDataset(
      Release release, Artifact classifier, Artifact dataset) {
    InputReference trainedOn = classifier.manifest().inputs().get(ArtifactType.DATASET.singular());
    if (trainedOn == null || trainedOn.digest().equals(dataset.manifest().digest())) {
      return null;
    }
    Optional<Artifact> found =
        Optional.ofNullable(trainedOn.key())
            .flatMap(key -> context.artifacts().find(ArtifactType.DATASET, key));
    if (found.isEmpty()) {
      context.say(
          "champion %s: its dataset %s is gone, so rows it was trained on cannot be left out"
              .formatted(release.label(), trainedOn.uri()));
    }
    return found.orElse(null);
  }
}
