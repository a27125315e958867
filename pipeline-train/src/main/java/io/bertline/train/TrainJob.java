package io.bertline.train;

import io.bertline.artifact.Attempt;
import io.bertline.artifact.Checkpoints;
import io.bertline.bert.BertModel;
import io.bertline.bert.BertTrainer;
import io.bertline.bert.HeadOptions;
import io.bertline.bert.TokenRows;
import io.bertline.bert.TrainingOptions;
import io.bertline.bert.WordOrder;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.failure.BertlineException;
import io.bertline.train.SplitLoader.LoadedSplit;
import io.bertline.train.checkpoint.CheckpointKeeper;
import java.util.Map;

/** Makes a classifier: loads the rows, trains, keeps the best epoch, fits the decision, writes. */
final class TrainJob {
  /** Raised when the same arguments give other files than before. */
  static final int LOGIC_VERSION = 4;

  private final TrainArguments arguments;
  private final StepContext context;
  private final DatasetInfo dataset;
  private final Hyperparameters hyperparameters;

  TrainJob(TrainArguments arguments, StepContext context) {
    this.arguments = arguments;
    this.context = context;
    this.dataset = arguments.reader().info();
    this.hyperparameters = arguments.hyperparameters();
  }

  StepOutcome run() {
    StepOutcome outcome = context.execute(arguments.identity(), this::make);
    if (outcome.artifact() != null) {
      deleteCheckpoints();
    }
    return outcome;
  }

  private Map<String, Object> make(Attempt attempt) {
    PretrainedModel pretrained =
        PretrainedModel.open(
            context.localCopy(arguments.model()), arguments.model().uri(), dataset);
    SplitLoader loader =
        new SplitLoader(arguments.reader(), pretrained.config().vocabulary(), context.scratch());
    TokenRows training = loader.load(Split.TRAIN, 0).rows();
    LoadedSplit validation = loader.load(Split.VALIDATION, Canary.ROWS);
    try (CheckpointKeeper keeper = keeper(attempt)) {
      TrainingResult result = train(pretrained, training, validation, keeper);
      new ValidationTable(result, arguments.bestMetric(), hyperparameters.keep())
          .lines()
          .forEach(context::say);
      FittedDecision decision = FittedDecision.fit(validation.labels(), result.best().logits());
      Canary canary = Canary.of(result.best(), validation, arguments.modelOptions());
      return new ClassifierWriter(arguments, context, attempt)
          .write(pretrained, result, decision, canary);
    }
  }

  private TrainingResult train(
      PretrainedModel pretrained,
      TokenRows training,
      LoadedSplit validation,
      CheckpointKeeper keeper) {
    TrainingPlan plan = new TrainingPlan(hyperparameters, training);
    StepFailures failures = new StepFailures(hyperparameters, plan, arguments.reader());
    TrainingLoop loop = new TrainingLoop(hyperparameters, plan, training, validation, failures);
    HeadOptions head = new HeadOptions(dataset.labels().size(), hyperparameters.seed());
    WordOrder words = WordOrder.usedFirst(training.tokenIds(), pretrained.config().vocabulary());
    try (BertModel model =
            BertModel.pretrained(pretrained.directory(), head, arguments.modelOptions(), words);
        BertTrainer trainer = BertTrainer.of(model, trainingOptions())) {
      TrainingOverview overview =
          new TrainingOverview(
              arguments, model.config(), plan, plan.work(), model.precision(), model.device());
      overview.lines().forEach(context::say);
      return new TrainingRun(arguments, context, overview, keeper).run(loop, model, trainer);
    }
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(
        context.artifacts().blobs(), context.clock(), arguments.identity().key().value());
  }

  private CheckpointKeeper keeper(Attempt attempt) {
    return new CheckpointKeeper(
        checkpoints(),
        attempt.name(),
        context.scratch().resolve("checkpoint"),
        arguments.checkpoints().interval(),
        System::nanoTime,
        context::say);
  }

  private void deleteCheckpoints() {
    try {
      checkpoints().deleteAll();
    } catch (BertlineException e) {
      context.say("train: warning: the checkpoints are still there: " + e.getMessage());
    }
  }

  private TrainingOptions trainingOptions() {
    return new TrainingOptions(
        hyperparameters.dropout(),
        hyperparameters.headDropout(),
        hyperparameters.labelSmoothing(),
        arguments.classWeights(),
        hyperparameters.weightDecay(),
        hyperparameters.maxGradNorm(),
        hyperparameters.layerDecay(),
        hyperparameters.freezeEmbeddings(),
        hyperparameters.freezeLayers(),
        hyperparameters.seed());
  }
}
