package io.bertline.train;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.StepIdentity;
import io.bertline.bert.ModelOptions;
import io.bertline.dataset.DatasetReader;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What to train and how; everything that can be told from the descriptions is checked.
 *
 * @param identity what the classifier depends on
 * @param dataset the dataset, with a training and a validation split
 * @param reader the dataset, open
 * @param model the model to start from
 * @param hyperparameters what decides what is learned
 * @param bestMetric decides which model is the best, not {@link BestMetric#AUTO}
 * @param classWeights weight of each label's rows, empty if all are 1
 * @param modelOptions how to run the model
 * @param checkpoints what to do about interruptions
 * @param tracked whether curves go to TensorBoard
 */
record TrainArguments(
    StepIdentity identity,
    Artifact dataset,
    DatasetReader reader,
    Artifact model,
    Hyperparameters hyperparameters,
    BestMetric bestMetric,
    double[] classWeights,
    ModelOptions modelOptions,
    CheckpointOptions.Settings checkpoints,
    boolean tracked) {

  /** Returns the parameters by option name for people: 0.00002, not 2.0E-5. */
  Map<String, String> parameterTexts() {
    Map<String, String> texts = new TreeMap<>();
    identity.parameters().forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  private static String text(@Nullable Object value) {
    return value instanceof Double number
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }
}
