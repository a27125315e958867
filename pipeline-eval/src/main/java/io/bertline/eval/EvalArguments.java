package io.bertline.eval;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.StepIdentity;
import io.bertline.bert.ModelOptions;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.dataset.DatasetReader;
import io.bertline.dataset.Split;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate; everything is checked to fit together.
 *
 * @param classifier the classifier to measure
 * @param classifierInfo its description
 * @param dataset what to measure it on
 * @param reader the rows of {@code dataset}
 * @param trainingDataset what the classifier was trained on, if that is another dataset than {@code
 *     dataset}: rows of its training split are left out
 * @param split which part of the dataset
 * @param threshold null for the one train fitted
 * @param model how to run the classifier
 * @param batchSize rows scored at once
 */
public record EvalArguments(
    Artifact classifier,
    ClassifierInfo classifierInfo,
    Artifact dataset,
    DatasetReader reader,
    @Nullable Artifact trainingDataset,
    Split split,
    @Nullable Double threshold,
    ModelOptions model,
    int batchSize) {
  /** Raised when the same arguments give other files than before. */
  static final int LOGIC_VERSION = 1;

  static final String TUNED = "tuned";

  private static final Map<String, @Nullable Object> DEFAULTS =
      Map.of("split", Split.TEST.lowerCase(), "threshold", TUNED, "precision", "auto");

  /** Returns the number of labels. */
  int labels() {
    return classifierInfo.labels().size();
  }

  /** Returns what the evaluation depends on. */
  StepIdentity identity() {
    return identity(thresholdParameter());
  }

  /** Returns the identity of the evaluation that differs in nothing but the threshold: tuned. */
  StepIdentity identityWhenTuned() {
    return identity(TUNED);
  }

  /** Returns the value of {@code --threshold}: {@code tuned} or a number. */
  Object thresholdParameter() {
    return threshold == null ? TUNED : threshold;
  }

  private StepIdentity identity(Object thresholdParameter) {
    Map<String, InputReference> inputs = new HashMap<>();
    inputs.put(ArtifactType.CLASSIFIER.singular(), classifier.reference());
    inputs.put(ArtifactType.DATASET.singular(), dataset.reference());
    if (trainingDataset != null) {
      inputs.put("trainingDataset", trainingDataset.reference());
    }
    return new StepIdentity(
        "eval",
        ArtifactType.EVALUATION,
        LOGIC_VERSION,
        Map.of(
            "split",
            split.lowerCase(),
            "threshold",
            thresholdParameter,
            "precision",
            model.precision().name().toLowerCase(Locale.ROOT)),
        DEFAULTS,
        inputs);
  }
}
