package io.bertline.train;

import io.bertline.bert.Precision;
import io.bertline.huggingface.BertConfig;

/** About how much memory a training takes. */
final class MemoryEstimate {
  /** Java, PyTorch's libraries and what the allocator keeps: measured with MiniLM, 2 threads. */
  private static final double PROCESS = 1.1e9;

  /** The number in 32 bits and the copy in 16 that products read. */
  private static final int BYTES_OF_A_NUMBER = 6;

  /** Its gradient, the sum of gradients and two running averages of the optimiser. */
  private static final int BYTES_OF_A_TRAINED_NUMBER = 14;

  private MemoryEstimate() {}

  /**
   * Estimates. What a layer keeps for the backward pass follows Korthikanti et al. 2022
   * (arXiv:2205.05198, section 4.1): {@code s b h (34 + 5 a s / h)} bytes in 16 bits, with {@code s
   * b} tokens of length {@code s}, {@code h} hidden units and {@code a} heads.
   *
   * @return bytes
   */
  static double bytes(BertConfig config, ModelSize size, TrainingWork work, Precision precision) {
    double perUnit = 34 + 5.0 * config.heads() * work.longest() / config.hidden();
    double ofALayer = work.largestBatch() * config.hidden() * perUnit;
    double activations = config.layers() * ofALayer * (precision == Precision.BF16 ? 1 : 2);
    return PROCESS
        + (double) BYTES_OF_A_NUMBER * size.all()
        + (double) BYTES_OF_A_TRAINED_NUMBER * size.trained()
        + activations;
  }
}
