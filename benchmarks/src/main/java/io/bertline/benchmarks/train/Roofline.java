package io.bertline.benchmarks.train;

import io.bertline.bert.Products;
import io.bertline.huggingface.BertConfig;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * How fast this machine multiplies matrices of bfloat16, through the engine that trains: a large
 * square, and the products of a layer at the number of rows of a step.
 *
 * @param square GFLOP/s of the best of three products of 2048 x 2048 x 2048
 * @param shapes GFLOP/s of the twelve products of a layer together
 */
record Roofline(double square, double shapes) {
  private static final int SQUARE = 2048;

  /**
   * Measures.
   *
   * @param rows tokens of a step, padding included
   * @param clock seconds: processor time or wall time
   */
  static Roofline measure(BertConfig config, int rows, DoubleSupplier clock) {
    int hidden = config.hidden();
    int intermediate = config.intermediate();
    int[][] layers = {
      {hidden, 3 * hidden}, {hidden, hidden}, {hidden, intermediate}, {intermediate, hidden}
    };
    try (Products products = new Products()) {
      double square =
          Arrays.stream(products.seconds(SQUARE, SQUARE, SQUARE, clock)).min().orElseThrow();
      double time = 0;
      double operations = 0;
      for (int[] layer : layers) {
        time += Arrays.stream(products.seconds(rows, layer[0], layer[1], clock)).sum();
        operations += 3 * 2.0 * rows * layer[0] * layer[1];
      }
      return new Roofline(2.0 * SQUARE * SQUARE * SQUARE / square / 1e9, operations / time / 1e9);
    }
  }
}
