package io.bertline.benchmarks.train;

import io.bertline.huggingface.BertConfig;

/**
 * Floating point operations that a training step needs for real tokens: those of the products,
 * forward once and backward twice. Padding counts nothing. In the last layer everything behind keys
 * and values is needed for [CLS] alone.
 */
final class StepFlops {
  private StepFlops() {}

  /**
   * Counts the operations of a step.
   *
   * @param lengths real tokens of each text
   */
  static double of(BertConfig config, int[] lengths) {
    double hidden = config.hidden();
    double intermediate = config.intermediate();
    double texts = lengths.length;
    double tokens = 0;
    double pairs = 0;
    for (int length : lengths) {
      tokens += length;
      pairs += (double) length * length;
    }
    double perToken = 4 * hidden * hidden + 2 * hidden * intermediate;
    double layer = 2 * tokens * perToken + 4 * pairs * hidden;
    double lastLayer =
        2 * tokens * 2 * hidden * hidden
            + 2 * texts * (2 * hidden * hidden + 2 * hidden * intermediate)
            + 4 * tokens * hidden;
    double pooler = 2 * texts * hidden * hidden;
    return 3 * ((config.layers() - 1) * layer + lastLayer + pooler);
  }
}
