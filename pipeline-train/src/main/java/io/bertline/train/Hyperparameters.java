package io.bertline.train;

import io.bertline.bert.Precision;
import java.util.Locale;

/**
 * Everything beside data and model that decides what a run learns: what enters the content key.
 * {@link HyperparameterOptions} has the defaults: the recipe of the BERT paper (Devlin et al. 2019,
 * appendix A.3) with its lowest learning rate.
 *
 * @param epochs passes over the training split, at least 1
 * @param batchSize rows of a batch, at least 1, unless {@code batchTokens} is given
 * @param batchTokens tokens of a batch with padding; 0 for batches of {@code batchSize} rows
 * @param learningRate peak of the learning rate, above 0
 * @param schedule how it falls after the warm-up
 * @param warmup share of the steps spent on the warm-up, 0 to 1
 * @param weightDecay decoupled decay of the matrices, at least 0
 * @param maxGradNorm global L2 norm gradients are scaled down to, 0 for no clipping
 * @param dropout drop rate of hidden states and attention weights, 0 to below 1
 * @param headDropout drop rate of the pooled output, 0 to below 1
 * @param precision number format of the products; {@code auto} enters the key as such
 * @param classWeights how much each label's rows count
 * @param labelSmoothing share of the target spread over all labels, 0 to below 1
 * @param evalSteps optimiser steps between validations; 0 for one after each epoch
 * @param earlyStopping validations without a better one after which the run ends, 0 for never
 * @param bestMetric validation metric that decides which model is the best
 * @param keep which model becomes the classifier
 * @param layerDecay each layer learns so much slower than the one above it, above 0 to 1
 * @param freezeEmbeddings whether the embeddings stay as they are
 * @param freezeLayers the embeddings and this many first layers stay as they are, 0 for none
 * @param accumulate batches whose gradients make one optimiser step, at least 1
 * @param maxSteps optimiser steps after which the run ends, 0 for no limit
 * @param seed seed of head, data order and dropout
 */
record Hyperparameters(
    int epochs,
    int batchSize,
    long batchTokens,
    double learningRate,
    Schedule schedule,
    double warmup,
    double weightDecay,
    double maxGradNorm,
    double dropout,
    double headDropout,
    Precision precision,
    ClassWeights classWeights,
    double labelSmoothing,
    int evalSteps,
    int earlyStopping,
    BestMetric bestMetric,
    Keep keep,
    double layerDecay,
    boolean freezeEmbeddings,
    int freezeLayers,
    int accumulate,
    long maxSteps,
    long seed) {

  /** Returns how a validation is called: by its epoch where each has one, else by its step. */
  String place(Validation validation) {
    return evalSteps == 0
        ? "epoch " + validation.epoch()
        : String.format(Locale.ROOT, "step %,d", validation.step());
  }
}
