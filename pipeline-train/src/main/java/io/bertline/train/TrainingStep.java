package io.bertline.train;

/**
 * What one optimiser step did.
 *
 * @param step 1 for the first step
 * @param epoch 1 for the first epoch
 * @param loss mean loss over the rows of the step
 * @param gradientNorm global L2 norm of the gradients before clipping
 * @param learningRate learning rate of the step
 * @param tokens tokens that are not padding
 * @param paddedTokens tokens with padding
 */
record TrainingStep(
    long step,
    int epoch,
    double loss,
    double gradientNorm,
    double learningRate,
    long tokens,
    long paddedTokens) {}
