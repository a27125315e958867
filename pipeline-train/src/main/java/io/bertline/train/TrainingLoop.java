package io.bertline.train;

import io.bertline.bert.BertModel;
import io.bertline.bert.BertTrainer;
import io.bertline.bert.LengthSortedBatches;
import io.bertline.bert.StepResult;
import io.bertline.bert.TokenRows;
import io.bertline.failure.BertlineException;
import io.bertline.train.SplitLoader.LoadedSplit;

/**
 * Trains from validation to validation. What a step does follows from its number alone (data order,
 * learning rate, dropout), so a run may start at any of them.
 */
final class TrainingLoop {
  /** As fast as larger ones, and done in a second or two when the process is asked to end. */
  private static final LengthSortedBatches VALIDATION_BATCHES =
      new LengthSortedBatches(128, 1 << 11);

  private final Hyperparameters hyperparameters;
  private final TrainingPlan plan;
  private final TokenRows training;
  private final LoadedSplit validation;
  private final LearningRate learningRate;
  private final StepFailures failures;

  TrainingLoop(
      Hyperparameters hyperparameters,
      TrainingPlan plan,
      TokenRows training,
      LoadedSplit validation,
      StepFailures failures) {
    this.hyperparameters = hyperparameters;
    this.plan = plan;
    this.training = training;
    this.validation = validation;
    this.failures = failures;
    this.learningRate =
        LearningRate.of(
            hyperparameters.learningRate(),
            hyperparameters.schedule(),
            hyperparameters.warmup(),
            plan.totalSteps());
  }

  /**
   * Trains until the last step, or until the validation metric has not improved for long enough.
   *
   * @param start where an earlier run was interrupted
   * @throws BertlineException {@code BAD_INPUT} if the loss is not a number any more, {@code
   *     OUT_OF_RESOURCES} if memory does not suffice for a batch, {@code TEMPORARY} if the process
   *     was asked to end
   */
  void run(
      LoopPosition start,
      BertModel model,
      BertTrainer trainer,
      BestModel best,
      TrainingLog log,
      TrainingCheckpoints checkpoints) {
    LoopPosition position = start;
    try (PreparedSteps steps = new PreparedSteps(plan, training, start.step())) {
      while (position.validatedStep() < plan.totalSteps()
          && !best.stalled(hyperparameters.earlyStopping())) {
        long end = plan.nextValidation(position.validatedStep());
        while (position.step() < end) {
          checkpoints.stopIfAsked(position);
          position = position.after(step(trainer, steps.next(), log));
          checkpoints.after(position);
        }
        trainer.settle();
        validate(model, position, best, log, checkpoints);
        position = position.validated();
      }
    }
  }

  /** Returns the loss of the step. */
  private double step(BertTrainer trainer, StepBatches batches, TrainingLog log) {
    double rate = learningRate.at(batches.step());
    StepResult result = step(trainer, batches, rate);
    if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
      throw failures.diverged(result, batches);
    }
    log.step(
        new TrainingStep(
            batches.step() + 1,
            batches.epoch() + 1,
            result.loss(),
            result.gradientNorm(),
            rate,
            batches.tokens(),
            batches.paddedTokens()));
    return result.loss();
  }

  private StepResult step(BertTrainer trainer, StepBatches batches, double rate) {
    try {
      return trainer.step(batches.batches(), batches.step(), rate);
    } catch (RuntimeException | OutOfMemoryError e) {
      throw failures.failed(e, batches);
    }
  }

  private void validate(
      BertModel model,
      LoopPosition position,
      BestModel best,
      TrainingLog log,
      TrainingCheckpoints checkpoints) {
    log.validating();
    float[][] logits =
        model.logits(
            validation.rows(), VALIDATION_BATCHES, rows -> checkpoints.stopIfAsked(position));
    Validation result =
        new Validation(
            plan.epoch(position.step() - 1) + 1,
            position.step(),
            position.meanLoss(),
            ValidationMetrics.measure(validation.labels(), logits));
    best.offer(result, logits);
    log.validation(result);
  }
}
