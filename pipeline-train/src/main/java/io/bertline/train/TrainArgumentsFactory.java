package io.bertline.train;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.StepIdentity;
import io.bertline.bert.ModelOptions;
import io.bertline.cli.Parameters;
import io.bertline.cli.StepContext;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.DatasetReader;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.train.TrainCommand.Tracking;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Turns the options of {@code train} into arguments that fit together. */
final class TrainArgumentsFactory {
  private final StepContext context;

  TrainArgumentsFactory(StepContext context) {
    this.context = context;
  }

  /**
   * Resolves and checks everything that needs no look at rows or weights.
   *
   * @throws BertlineException {@code USAGE} if an option is wrong or does not fit the dataset;
   *     {@code NOT_FOUND} if an artifact or split does not exist; {@code BAD_INPUT} if there is
   *     nothing to learn from the dataset
   */
  TrainArguments create(TrainCommand options) {
    Hyperparameters hyperparameters = options.hyperparameters.hyperparameters();
    ModelOptions modelOptions =
        ModelOptions.of(options.device, hyperparameters.precision(), options.threads);
    Artifact dataset = context.require(ArtifactType.DATASET, options.dataset);
    Artifact model = context.require(ArtifactType.MODEL, options.model);
    DatasetReader reader = DatasetReader.open(dataset);
    DatasetInfo info = reader.info();
    SplitInfo training = requireSplit(dataset, info, Split.TRAIN);
    requireSplit(dataset, info, Split.VALIDATION);
    return new TrainArguments(
        identity(dataset, model),
        dataset,
        reader,
        model,
        hyperparameters,
        hyperparameters.bestMetric().resolve(info.labels().size()),
        hyperparameters.classWeights().resolve(info.labels(), training.rowsByLabel()),
        modelOptions,
        options.checkpoints.settings(),
        options.track == Tracking.TENSORBOARD);
  }

  private StepIdentity identity(Artifact dataset, Artifact model) {
    Parameters parameters = context.parameters(HyperparameterOptions.NAMES);
    return new StepIdentity(
        "train",
        ArtifactType.CLASSIFIER,
        TrainJob.LOGIC_VERSION,
        parameters.values(),
        parameters.defaults(),
        Map.of(
            ArtifactType.DATASET.singular(),
            dataset.reference(),
            ArtifactType.MODEL.singular(),
            model.reference()));
  }

  /**
   * Two labels are needed to learn, and to measure: average precision and ROC-AUC of one label do
   * not exist, nor a threshold.
   */
  private static SplitInfo requireSplit(Artifact dataset, DatasetInfo info, Split split) {
    SplitInfo rows = info.splits().get(split.lowerCase());
    if (rows == null || rows.rows() == 0) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          "%s: has no rows in the %s split; run prep with --%s-size above 0"
              .formatted(dataset.uri(), split.lowerCase(), split.lowerCase()));
    }
    List<String> present =
        IntStream.range(0, info.labels().size())
            .filter(label -> rows.rowsByLabel().get(label) > 0)
            .mapToObj(label -> info.labels().get(label))
            .toList();
    if (present.size() < 2) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "%s: every row of the %s split has the label '%s'; run prep with rows of at least two labels"
              .formatted(dataset.uri(), split.lowerCase(), String.join("", present)));
    }
    return rows;
  }
}
