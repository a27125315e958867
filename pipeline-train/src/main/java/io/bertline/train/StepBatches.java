package io.bertline.train;

import io.bertline.bert.Batch;
import java.util.List;

/**
 * What one optimiser step learns from.
 *
 * @param step 0 for the first step
 * @param epoch 0 for the first epoch
 * @param batches the batches whose gradients are added up
 */
record StepBatches(long step, int epoch, List<Batch> batches) {
  /** Returns the number of tokens that are not padding. */
  long tokens() {
    return batches.stream().mapToLong(Batch::tokens).sum();
  }

  /** Returns the number of tokens with padding. */
  long paddedTokens() {
    return batches.stream().mapToLong(batch -> (long) batch.rows() * batch.length()).sum();
  }
}
