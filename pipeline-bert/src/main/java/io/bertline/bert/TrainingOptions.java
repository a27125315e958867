package io.bertline.bert;

import java.util.Arrays;

/**
 * What a training step computes beside the model itself.
 *
 * @param dropout drop rate of hidden states and attention weights, 0 to below 1; it moves to the
 *     nearest rate whose scale 1 / (1 - rate) is a bfloat16 (0.1 becomes 0.0986)
 * @param headDropout drop rate of the pooled output, likewise
 * @param labelSmoothing share of the target spread over all labels, 0 to below 1
 * @param classWeights weight of each label's rows in the loss, in label index order; empty for all
 *     1
 * @param weightDecay decoupled decay of matrices; biases and LayerNorm never decay
 * @param maxGradNorm gradients are scaled down to this global L2 norm; 0 for no clipping
 * @param layerDecay each layer learns so much slower than the one above it, and the embeddings than
 *     the first (Sun et al. 2019, "How to Fine-Tune BERT for Text Classification?", 5.3.3): above 0
 *     to 1, where 1 is the same rate for all
 * @param freezeEmbeddings whether the embeddings stay as they are
 * @param freezeLayers the embeddings and this many first layers stay as they are, 0 for none
 * @param seed seed of the dropout masks, which are a pure function of (seed, step)
 */
public record TrainingOptions(
    double dropout,
    double headDropout,
    double labelSmoothing,
    double[] classWeights,
    double weightDecay,
    double maxGradNorm,
    double layerDecay,
    boolean freezeEmbeddings,
    int freezeLayers,
    long seed) {

  /** Returns whether the embeddings stay as they are: always below frozen layers. */
  boolean freezesEmbeddings() {
    return freezeEmbeddings || freezeLayers > 0;
  }

  /** Returns a weight for each of so many labels. */
  float[] classWeights(int labels) {
    float[] weights = new float[labels];
    Arrays.fill(weights, 1);
    if (classWeights.length != 0) {
      if (classWeights.length != labels) {
        throw new IllegalArgumentException(
            classWeights.length + " class weights for " + labels + " labels");
      }
      for (int i = 0; i < labels; i++) {
        weights[i] = (float) classWeights[i];
      }
    }
    return weights;
  }
}
