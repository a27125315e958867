package io.bertline.train;

import io.bertline.artifact.Attempt;
import io.bertline.bert.BertModel;
import io.bertline.bert.BertTrainer;
import io.bertline.bert.HeadOptions;
import io.bertline.bert.TokenRows;
import io.bertline.bert.TrainingOptions;
import io.bertline.bert.WordOrder;
import io.bertline.cli.Progress;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.cli.tracking.TensorBoardTracker;
import io.bertline.cli.tracking.Tracker;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.train.SplitLoader.LoadedSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return context.execute(arguments.identity(), this::make);
  }

  private Map<String, Object> make(Attempt attempt) {
    PretrainedModel pretrained =
        PretrainedModel.open(
            context.localCopy(arguments.model()), arguments.model().uri(), dataset);
    SplitLoader loader =
        new SplitLoader(arguments.reader(), pretrained.config().vocabulary(), context.scratch());
    TokenRows training = loader.load(Split.TRAIN, 0).rows();
    LoadedSplit validation = loader.load(Split.VALIDATION, Canary.ROWS);
    TrainingResult result = train(pretrained, training, validation);
    new ValidationTable(result, arguments.bestMetric(), hyperparameters.keep())
        .lines()
        .forEach(context::say);
    FittedDecision decision = FittedDecision.fit(validation.labels(), result.best().logits());
    Canary canary = Canary.of(result.best(), validation, arguments.modelOptions());
    return new ClassifierWriter(arguments, context, attempt)
        .write(pretrained, result, decision, canary);
  }

  private TrainingResult train(
      PretrainedModel pretrained, TokenRows training, LoadedSplit validation) {
    TrainingPlan plan = new TrainingPlan(hyperparameters, training);
    TrainingLoop loop = new TrainingLoop(hyperparameters, plan, training, validation);
    HeadOptions head = new HeadOptions(dataset.labels().size(), hyperparameters.seed());
    WordOrder words = WordOrder.usedFirst(training.tokenIds(), pretrained.config().vocabulary());
    try (BertModel model =
            BertModel.pretrained(pretrained.directory(), head, arguments.modelOptions(), words);
        BertTrainer trainer = BertTrainer.of(model, trainingOptions())) {
      TrainingOverview overview =
          new TrainingOverview(
              arguments, model.config(), plan, plan.work(), model.precision(), model.device());
      overview.lines().forEach(context::say);
      BestModel best =
          new BestModel(
              arguments.bestMetric(),
              hyperparameters.keep(),
              bestDirectory(),
              directory -> model.save(directory, dataset.labels()));
      History history = run(loop, model, trainer, best, overview);
      return new TrainingResult(best.kept(), history, overview);
    }
  }

  private History run(
      TrainingLoop loop,
      BertModel model,
      BertTrainer trainer,
      BestModel best,
      TrainingOverview overview) {
    try (Progress progress = context.progress("train", "tokens", overview.work().tokens());
        Tracker tracker = tracker()) {
      TrainingLog log = new TrainingLog(progress, tracker, context.clock(), overview.plan());
      loop.run(model, trainer, best, log);
      return log.history();
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

  private Tracker tracker() {
    if (!arguments.tracked()) {
      return Tracker.NONE;
    }
    return new TensorBoardTracker(
        context.artifacts().blobs(),
        TensorBoardTracker.folder(context.project(), context.run()),
        context.clock());
  }

  private Path bestDirectory() {
    try {
      return Files.createDirectories(context.scratch().resolve("best"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
