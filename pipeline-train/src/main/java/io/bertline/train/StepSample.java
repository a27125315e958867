package io.bertline.train;

/**
 * Several consecutive optimiser steps in one point of a curve.
 *
 * @param step last step of them, 1 for the first of the run
 * @param epoch epoch of that step, 1 for the first
 * @param loss mean loss of the steps
 * @param gradientNorm largest norm of the gradients before clipping
 * @param learningRate learning rate of the last step
 * @param tokens tokens that are not padding
 * @param paddedTokens tokens with padding
 * @param seconds time the steps took, above 0
 */
record StepSample(
    long step,
    int epoch,
    double loss,
    double gradientNorm,
    double learningRate,
    long tokens,
    long paddedTokens,
    double seconds) {

  /** Returns the tokens that are not padding by time. */
  double tokensPerSecond() {
    return tokens / seconds;
  }

  /** Returns the share of padding, 0 to below 1. */
  double padding() {
    return 1 - (double) tokens / paddedTokens;
  }
}
