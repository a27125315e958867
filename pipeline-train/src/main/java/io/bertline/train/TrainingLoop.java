package io.bertline.train;

import io.bertline.bert.BertModel;
import io.bertline.bert.BertTrainer;
import io.bertline.bert.LengthSortedBatches;
import io.bertline.bert.StepResult;
import io.bertline.bert.TokenRows;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.train.SplitLoader.LoadedSplit;
import java.util.concurrent.CancellationException;

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

  TrainingLoop(
      Hyperparameters hyperparameters,
      TrainingPlan plan,
      TokenRows training,
      LoadedSplit validation) {
    this.hyperparameters = hyperparameters;
    this.plan = plan;
    this.training = training;
    this.validation = validation;
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
   * @throws BertlineException {@code BAD_INPUT} if the loss is not a number any more
   * @throws CancellationException if the thread is interrupted
   */
  void run(BertModel model, BertTrainer trainer, BestModel best, TrainingLog log) {
    long step = 0;
    try (PreparedSteps steps = new PreparedSteps(plan, training, step)) {
      while (step < plan.totalSteps() && !best.stalled(hyperparameters.earlyStopping())) {
        long end = plan.nextValidation(step);
        double lossSum = 0;
        for (long i = step; i < end; i++) {
          lossSum += step(trainer, steps.next(), log);
        }
        trainer.settle();
        validate(model, end, lossSum / (end - step), best, log);
        step = end;
      }
    }
  }

  /** Returns the loss of the step. */
  private double step(BertTrainer trainer, StepBatches batches, TrainingLog log) {
    stopIfAsked();
    double rate = learningRate.at(batches.step());
    StepResult result = trainer.step(batches.batches(), batches.step(), rate);
    requireFinite(result, batches);
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

  private void validate(
      BertModel model, long steps, double trainingLoss, BestModel best, TrainingLog log) {
    log.validating();
    float[][] logits = model.logits(validation.rows(), VALIDATION_BATCHES, rows -> stopIfAsked());
    Validation result =
        new Validation(
            plan.epoch(steps - 1) + 1,
            steps,
            trainingLoss,
            ValidationMetrics.measure(validation.labels(), logits));
    best.offer(result, logits);
    log.validation(result);
  }

  /** The frame of a command interrupts its thread when the process is asked to end. */
  private static void stopIfAsked() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("training was interrupted");
    }
  }

  private void requireFinite(StepResult result, StepBatches batches) {
    if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          ("training diverged: at step %d (epoch %d) the loss is %s and the gradient norm %s; lower"
                  + " --learning-rate (now %s), raise --warmup or set --max-grad-norm 1")
              .formatted(
                  batches.step() + 1,
                  batches.epoch() + 1,
                  result.loss(),
                  result.gradientNorm(),
                  hyperparameters.learningRate()));
    }
  }
}
