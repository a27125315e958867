package io.bertline.eval;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.Release;
import io.bertline.artifact.StepIdentity;
import io.bertline.bert.ModelOptions;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.dataset.DatasetReader;
import io.bertline.dataset.Split;
import io.bertline.eval.champion.Champion;
import io.bertline.eval.decision.ThresholdObjective;
import io.bertline.eval.gate.Gate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate; everything is checked to fit together.
 *
 * @param classifier the classifier to measure
 * @param release the release it was given as; null if it was not
 * @param classifierInfo its description, with the decision of {@code release}
 * @param dataset what to measure it on
 * @param reader the rows of {@code dataset}
 * @param trainingDataset what the classifier was trained on, if that is another dataset than {@code
 *     dataset}: rows of its training split are left out
 * @param split which part of the dataset
 * @param threshold null for the one of {@code classifierInfo}, or the one to be chosen
 * @param thresholdFor what to choose the threshold for on the validation split; null for nothing
 * @param gate what has to hold
 * @param gateText the gate as it was written; empty for none
 * @param championName name of the release to compare with; null for none
 * @param champion its classifier; null if there is no release of this name yet
 * @param failOnGate whether a gate that is not passed is a failure
 * @param model how to run the classifier
 * @param batchSize rows scored at once
 */
public record EvalArguments(
    Artifact classifier,
    @Nullable Release release,
    ClassifierInfo classifierInfo,
    Artifact dataset,
    DatasetReader reader,
    @Nullable Artifact trainingDataset,
    Split split,
    @Nullable Double threshold,
    @Nullable ThresholdObjective thresholdFor,
    Gate gate,
    String gateText,
    @Nullable String championName,
    @Nullable Champion champion,
    boolean failOnGate,
    ModelOptions model,
    int batchSize) {
  /** Raised when the same arguments give other files than before. */
  static final int LOGIC_VERSION = 3;

  static final String TUNED = "tuned";

  /** Returns the number of labels. */
  int labels() {
    return classifierInfo.labels().size();
  }

  /** Returns the value of {@code --threshold}: {@code tuned} or a number. */
  Object thresholdParameter() {
    return threshold == null ? TUNED : threshold;
  }

  /** Returns how a command names the classifier. */
  String classifierReference() {
    return release == null ? classifier.uri() : "release:" + release.label();
  }

  /** Returns what the evaluation depends on. */
  StepIdentity identity() {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("split", split.lowerCase());
    parameters.put("threshold", thresholdParameter());
    parameters.put("threshold-for", thresholdFor == null ? null : thresholdFor.text());
    parameters.put("gate", gateText.isEmpty() ? null : gateText);
    parameters.put("champion", championName);
    parameters.put("precision", model.precision().name().toLowerCase(Locale.ROOT));
    Map<String, @Nullable Object> defaults =
        Map.of("split", Split.TEST.lowerCase(), "threshold", TUNED, "precision", "auto");
    Map<String, InputReference> inputs = new HashMap<>();
    inputs.put(ArtifactType.CLASSIFIER.singular(), classifier.reference());
    inputs.put(ArtifactType.DATASET.singular(), dataset.reference());
    if (trainingDataset != null) {
      inputs.put("trainingDataset", trainingDataset.reference());
    }
    if (release != null) {
      parameters.put("release-threshold", release.threshold());
      parameters.put("release-temperature", release.temperature());
    }
    if (champion != null) {
      // The decision of a release is as much what it is as its classifier.
      parameters.put("champion-threshold", champion.release().threshold());
      parameters.put("champion-temperature", champion.release().temperature());
      inputs.put("champion", champion.classifier().reference());
    }
    return new StepIdentity(
        "eval", ArtifactType.EVALUATION, LOGIC_VERSION, parameters, defaults, inputs);
  }
}
