package io.bertline.train;

/**
 * Where a training is.
 *
 * @param step optimiser steps taken
 * @param validatedStep those of them before the last validation
 * @param lossSum sum of the losses of the steps since then
 */
record LoopPosition(long step, long validatedStep, double lossSum) {
  static final LoopPosition START = new LoopPosition(0, 0, 0);

  /** Returns the place after one more step. */
  LoopPosition after(double loss) {
    return new LoopPosition(step + 1, validatedStep, lossSum + loss);
  }

  /** Returns the place after a validation. */
  LoopPosition validated() {
    return new LoopPosition(step, step, 0);
  }

  /** Returns the mean loss of the steps since the last validation. */
  double meanLoss() {
    return lossSum / (step - validatedStep);
  }
}
