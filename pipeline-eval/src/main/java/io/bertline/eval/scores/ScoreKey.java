package io.bertline.eval.scores;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.ContentKey;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.StepIdentity;
import io.bertline.bert.Precision;
import io.bertline.dataset.Split;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the scores of a classifier over a split by what they depend on, and nothing else. */
public final class ScoreKey {
  /** Raised when the same classifier gives the same rows other logits than before. */
  private static final int VERSION = 1;

  private ScoreKey() {}

  /**
   * Returns the key.
   *
   * @param trainingDataset whose training texts are left out; null if none are
   */
  public static ContentKey of(
      Artifact classifier,
      Artifact dataset,
      @Nullable Artifact trainingDataset,
      Split split,
      Precision precision) {
    Map<String, InputReference> inputs = new HashMap<>();
    inputs.put("classifier", classifier.reference());
    inputs.put("dataset", dataset.reference());
    if (trainingDataset != null) {
      inputs.put("trainingDataset", trainingDataset.reference());
    }
    return new StepIdentity(
            "score",
            ArtifactType.EVALUATION,
            VERSION,
            Map.of(
                "split", split.lowerCase(), "precision", precision.name().toLowerCase(Locale.ROOT)),
            Map.of(),
            inputs)
        .key();
  }
}
