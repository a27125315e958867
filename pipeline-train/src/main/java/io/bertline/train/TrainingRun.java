package io.bertline.train;

import io.bertline.bert.BertModel;
import io.bertline.bert.BertTrainer;
import io.bertline.cli.Progress;
import io.bertline.cli.StepContext;
import io.bertline.cli.tracking.TensorBoardTracker;
import io.bertline.cli.tracking.Tracker;
import io.bertline.train.checkpoint.CheckpointKeeper;
import java.util.Optional;

/** Runs a training from its beginning, or from the newest checkpoint, to its end. */
final class TrainingRun {
  private final TrainArguments arguments;
  private final StepContext context;
  private final TrainingOverview overview;
  private final CheckpointKeeper keeper;

  TrainingRun(
      TrainArguments arguments,
      StepContext context,
      TrainingOverview overview,
      CheckpointKeeper keeper) {
    this.arguments = arguments;
    this.context = context;
    this.overview = overview;
    this.keeper = keeper;
  }

  TrainingResult run(TrainingLoop loop, BertModel model, BertTrainer trainer) {
    Optional<Resumption> resumption = resumption();
    ComputeEnvironment environment = ComputeEnvironment.of(model, arguments.modelOptions());
    boolean exact = resumption.map(earlier -> exact(earlier.state(), environment)).orElse(true);
    long done = resumption.map(earlier -> earlier.state().tokens()).orElse(0L);
    KeptModels models =
        new KeptModels(
            context.scratch(),
            directory -> model.save(directory, arguments.reader().info().labels()));
    BestModel best =
        new BestModel(arguments.bestMetric(), arguments.hyperparameters().keep(), models::save);
    try (Progress progress = context.progress("train", "tokens", overview.work().tokens() - done);
        Tracker tracker = tracker()) {
      TrainingLog log = new TrainingLog(progress, tracker, context.clock(), overview.plan());
      TrainingSnapshot snapshot =
          new TrainingSnapshot(trainer, best, models, log, environment, exact);
      LoopPosition start =
          resumption.map(earlier -> restore(earlier, snapshot)).orElse(LoopPosition.START);
      TrainingCheckpoints checkpoints =
          new TrainingCheckpoints(
              context,
              keeper,
              snapshot::write,
              arguments.checkpoints().grace(),
              overview.plan().totalSteps());
      loop.run(start, model, trainer, best, log, checkpoints);
      return new TrainingResult(best.kept(), log.history(), exact, overview);
    }
  }

  private Optional<Resumption> resumption() {
    return arguments.checkpoints().resume()
        ? Resumption.find(keeper.checkpoints(), context.scratch(), context::say)
        : Optional.empty();
  }

  private LoopPosition restore(Resumption earlier, TrainingSnapshot snapshot) {
    snapshot.restore(earlier.state(), earlier.directory());
    earlier.checkpoint().release(earlier.directory());
    keeper.resumedAt(earlier.state().position().step());
    context.say(earlier.line(overview.plan().totalSteps()));
    return earlier.state().position();
  }

  private boolean exact(TrainingState earlier, ComputeEnvironment environment) {
    if (!earlier.environment().equals(environment)) {
      context.say(
          "train: warning: the checkpoint was computed in %s, this run computes in %s; the result will differ in the last digits and is marked exact: false"
              .formatted(earlier.environment(), environment));
      return false;
    }
    return earlier.exact();
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
}
