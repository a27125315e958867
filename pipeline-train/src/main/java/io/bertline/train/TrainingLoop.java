package io.bertline.train;

import io.bertline.bert.Batch;
import io.bertline.bert.BertModel;
import io.bertline.bert.BertTrainer;
import io.bertline.bert.LengthSortedBatches;
import io.bertline.bert.StepResult;
import io.bertline.bert.TokenRows;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.train.SplitLoader.LoadedSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Trains epoch by epoch. What a step does follows from its number alone (data order, learning rate,
 * dropout), so a run may start at any of them.
 */
final class TrainingLoop {
  /** Enough tokens to keep a processor busy, and little memory. */
  private static final LengthSortedBatches VALIDATION_BATCHES =
      new LengthSortedBatches(256, 1 << 13);

  private final Hyperparameters hyperparameters;
  private final TokenRows training;
  private final LoadedSplit validation;
  private final LengthSortedBatches order;
  private final LearningRate learningRate;
  private final int stepsPerEpoch;

  TrainingLoop(Hyperparameters hyperparameters, TokenRows training, LoadedSplit validation) {
    this.hyperparameters = hyperparameters;
    this.training = training;
    this.validation = validation;
    this.order = LengthSortedBatches.ofRows(hyperparameters.batchSize());
    this.stepsPerEpoch =
        roundedUp(
            roundedUp(training.size(), hyperparameters.batchSize()), hyperparameters.accumulate());
    long planned = (long) stepsPerEpoch * hyperparameters.epochs();
    long limit = hyperparameters.maxSteps() == 0 ? planned : hyperparameters.maxSteps();
    this.learningRate =
        LearningRate.of(
            hyperparameters.learningRate(),
            hyperparameters.schedule(),
            hyperparameters.warmup(),
            Math.min(planned, limit));
  }

  /** Returns the number of optimiser steps of the whole run. */
  long totalSteps() {
    return learningRate.totalSteps();
  }

  /** Returns about how many tokens the whole run reads. */
  long totalTokens() {
    return Math.round((double) training.tokens() * totalSteps() / stepsPerEpoch);
  }

  /**
   * Trains until the last step, or until the validation metric has not improved for long enough.
   *
   * @throws BertlineException {@code BAD_INPUT} if the loss is not a number any more
   * @throws CancellationException if the thread is interrupted
   */
  void run(BertModel model, BertTrainer trainer, BestEpoch best, TrainingLog log) {
    for (long step = 0; step < totalSteps() && !best.stalled(hyperparameters.earlyStopping()); ) {
      int epoch = (int) (step / stepsPerEpoch);
      long end = Math.min(totalSteps(), (long) (epoch + 1) * stepsPerEpoch);
      double loss = trainEpoch(trainer, epoch, step, end, log);
      trainer.settle();
      log.validating(epoch + 1);
      float[][] logits = model.logits(validation.rows(), VALIDATION_BATCHES, rows -> stopIfAsked());
      EpochResult result =
          new EpochResult(
              epoch + 1, end, loss, ValidationMetrics.measure(validation.labels(), logits));
      best.offer(result, logits);
      log.epoch(result);
      step = end;
    }
  }

  /** Returns the mean loss of the steps. */
  private double trainEpoch(
      BertTrainer trainer, int epoch, long firstStep, long endStep, TrainingLog log) {
    List<int[]> batches = order.training(training, hyperparameters.seed(), epoch);
    double lossSum = 0;
    for (long step = firstStep; step < endStep; step++) {
      stopIfAsked();
      List<Batch> microBatches = microBatches(batches, (int) (step % stepsPerEpoch));
      double rate = learningRate.at(step);
      StepResult result = trainer.step(microBatches, step, rate);
      requireFinite(result, step, epoch);
      lossSum += result.loss();
      log.step(
          new TrainingStep(
              step + 1,
              epoch + 1,
              result.loss(),
              result.gradientNorm(),
              rate,
              microBatches.stream().mapToLong(Batch::tokens).sum(),
              microBatches.stream()
                  .mapToLong(batch -> (long) batch.rows() * batch.length())
                  .sum()));
    }
    return lossSum / (endStep - firstStep);
  }

  private List<Batch> microBatches(List<int[]> batches, int stepInEpoch) {
    int start = stepInEpoch * hyperparameters.accumulate();
    int end = Math.min(batches.size(), start + hyperparameters.accumulate());
    List<Batch> microBatches = new ArrayList<>(end - start);
    for (int[] rows : batches.subList(start, end)) {
      microBatches.add(training.batch(rows));
    }
    return microBatches;
  }

  /** The frame of a command interrupts its thread when the process is asked to end. */
  private static void stopIfAsked() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("training was interrupted");
    }
  }

  private static int roundedUp(int dividend, int divisor) {
    return (int) (((long) dividend + divisor - 1) / divisor);
  }

  private void requireFinite(StepResult result, long step, int epoch) {
    if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          ("training diverged: at step %d (epoch %d) the loss is %s and the gradient norm %s; lower"
                  + " --learning-rate (now %s), raise --warmup or set --max-grad-norm 1")
              .formatted(
                  step + 1,
                  epoch + 1,
                  result.loss(),
                  result.gradientNorm(),
                  hyperparameters.learningRate()));
    }
  }
}
