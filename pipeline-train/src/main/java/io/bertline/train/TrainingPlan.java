package io.bertline.train;

import io.bertline.bert.LengthSortedBatches;
import io.bertline.bert.TokenRows;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows each optimiser step of a run takes, and where the model is validated. A pure function
 * of the rows, the hyperparameters and the number of the step, so that a run can go on at any step.
 */
final class TrainingPlan {
  private final Hyperparameters hyperparameters;
  private final TokenRows training;
  private final LengthSortedBatches order;

  /** The step after the last of each epoch that begins. */
  private final long[] epochEnds;

  /** Plans a run. With a limit on tokens the batches of every epoch are counted: that is exact. */
  TrainingPlan(Hyperparameters hyperparameters, TokenRows training) {
    this.hyperparameters = hyperparameters;
    this.training = training;
    this.order =
        hyperparameters.batchTokens() == 0
            ? LengthSortedBatches.ofRows(hyperparameters.batchSize())
            : LengthSortedBatches.ofTokens(hyperparameters.batchTokens());
    this.epochEnds = epochEnds();
  }

  private long[] epochEnds() {
    long limit = hyperparameters.maxSteps() == 0 ? Long.MAX_VALUE : hyperparameters.maxSteps();
    long[] ends = new long[hyperparameters.epochs()];
    long steps = 0;
    long stepsOfAnEpoch = steps(batches(0).size());
    for (int epoch = 0; epoch < ends.length; epoch++) {
      if (hyperparameters.batchTokens() > 0 && epoch > 0) {
        stepsOfAnEpoch = steps(batches(epoch).size());
      }
      steps = Math.min(limit, steps + stepsOfAnEpoch);
      ends[epoch] = steps;
      if (steps == limit) {
        return Arrays.copyOf(ends, epoch + 1);
      }
    }
    return ends;
  }

  private long steps(int batches) {
    return (batches + hyperparameters.accumulate() - 1L) / hyperparameters.accumulate();
  }

  /** Returns the number of optimiser steps of the whole run. */
  long totalSteps() {
    return epochEnds[epochEnds.length - 1];
  }

  /** Returns the number of epochs that begin. */
  int epochs() {
    return epochEnds.length;
  }

  /** Returns the epoch of a step, 0 for the first. */
  int epoch(long step) {
    int found = Arrays.binarySearch(epochEnds, step);
    return found < 0 ? -found - 1 : found + 1;
  }

  /** Returns the first step of an epoch. */
  long firstStep(int epoch) {
    return epoch == 0 ? 0 : epochEnds[epoch - 1];
  }

  /**
   * Returns the number of steps after which the model is validated next, more than {@code step}.
   */
  long nextValidation(long step) {
    int evalSteps = hyperparameters.evalSteps();
    return evalSteps == 0
        ? epochEnds[epoch(step)]
        : Math.min(totalSteps(), (step / evalSteps + 1) * evalSteps);
  }

  /**
   * Returns the row indices of each batch of an epoch, in order. The last epoch may take only the
   * first of them.
   */
  List<int[]> batches(int epoch) {
    return order.training(training, hyperparameters.seed(), epoch);
  }

  /**
   * Returns the batches of a step.
   *
   * @param batches those of its epoch
   */
  List<int[]> batches(long step, List<int[]> batches) {
    int start = (int) ((step - firstStep(epoch(step))) * hyperparameters.accumulate());
    int end = (int) Math.min(batches.size(), (long) start + hyperparameters.accumulate());
    return batches.subList(start, end);
  }

  /** Returns the size of the run, which early stopping may cut short. */
  TrainingWork work() {
    int last = epochs() - 1;
    List<int[]> batches = batches(last);
    long taken = (totalSteps() - firstStep(last)) * hyperparameters.accumulate();
    long tokens = 0;
    long paddedTokens = 0;
    long largest = 0;
    int longest = 0;
    for (int[] batch : batches.subList(0, (int) Math.min(batches.size(), taken))) {
      int length = 0;
      for (int row : batch) {
        tokens += training.length(row);
        length = Math.max(length, training.length(row));
      }
      long padded = (long) batch.length * length;
      paddedTokens += padded;
      largest = Math.max(largest, padded);
      longest = Math.max(longest, length);
    }
    double padding = 1 - (double) tokens / paddedTokens;
    return new TrainingWork(tokens + last * training.tokens(), padding, largest, longest);
  }
}
