package io.bertline.train;

import io.bertline.bert.BertTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Everything of a training that changes while it runs, as the files of a checkpoint: {@code
 * model.safetensors}, {@code moments.safetensors}, {@code state.json}, and in {@code best/} the
 * model that is kept and its logits of the validation split.
 */
final class TrainingSnapshot {
  private static final String BEST = "best";
  private static final String LOGITS = "validation-logits.safetensors";

  private final BertTrainer trainer;
  private final BestModel best;
  private final KeptModels models;
  private final TrainingLog log;
  private final ComputeEnvironment environment;
  private final boolean exact;

  /**
   * @param exact whether all was computed in this environment so far
   */
  TrainingSnapshot(
      BertTrainer trainer,
      BestModel best,
      KeptModels models,
      TrainingLog log,
      ComputeEnvironment environment,
      boolean exact) {
    this.trainer = trainer;
    this.best = best;
    this.models = models;
    this.log = log;
    this.environment = environment;
    this.exact = exact;
  }

  /** Writes the files into a directory, between two steps. */
  void write(LoopPosition position, Path directory) {
    trainer.save(directory);
    BestModel.State kept = best.state();
    if (kept != null) {
      try {
        Path model = Files.createDirectories(directory.resolve(BEST));
        KeptModels.link(best.kept().directory(), model);
      } catch (IOException e) {
        throw new UncheckedIOException(directory + ": the best model cannot be saved", e);
      }
      LogitsFile.write(directory.resolve(LOGITS), best.kept().logits());
    }
    new TrainingState(
            TrainingState.FORMAT_VERSION,
            position,
            environment,
            exact,
            log.partialSample(),
            log.history().samples(),
            log.history().validations(),
            kept)
        .write(directory);
  }

  /** Goes on from the files of an earlier run. */
  void restore(TrainingState state, Path directory) {
    trainer.load(directory);
    BestModel.State kept = state.best();
    if (kept != null) {
      best.restore(
          kept,
          LogitsFile.read(directory.resolve(LOGITS)),
          models.adopt(kept.result().step(), directory.resolve(BEST)));
    }
    log.restore(state);
  }
}
