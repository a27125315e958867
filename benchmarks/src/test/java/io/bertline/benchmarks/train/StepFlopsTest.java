package io.bertline.benchmarks.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.huggingface.BertConfig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepFlopsTest {
  @Test
  void aTextOfOneTokenNeedsEveryProductOnce() {
    BertConfig config = new BertConfig(2, 4, 2, 8, 10, 8, 2, 1e-12, "gelu", 0.02, 0, List.of());
    // Query, key, value, output: 4 x 4 each; up and down: 4 x 8; attention: 2 dot products of 4.
    int layer = 2 * (4 * 16 + 2 * 32) + 2 * 2 * 4;
    int pooler = 2 * 16;
    assertThat(StepFlops.of(config, new int[] {1})).isEqualTo(3 * (2 * layer + pooler));
  }

  @Test
  void bertBaseNeedsSixOperationsForEveryWeightOfALayerAndToken() {
    BertConfig config = ModelShape.BERT_BASE.config();
    double weights = 12 * 7_077_888.0;
    int[] lengths = new int[32];
    Arrays.fill(lengths, 17);
    // The last layer is computed for [CLS] only, attention adds a little.
    assertThat(StepFlops.of(config, lengths) / (6 * 32 * 17 * weights)).isBetween(0.9, 1.0);
  }
}
