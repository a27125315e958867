package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.bert.Precision;
import io.bertline.huggingface.BertConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelSizeTest {
  private static final List<String> TWO = List.of("no", "yes");
  private static final BertConfig BASE = config(12, 768, 12, TWO);
  private static final BertConfig MINILM = config(6, 384, 12, TWO);

  private static BertConfig config(int layers, int hidden, int heads, List<String> labels) {
    return new BertConfig(
        layers, hidden, heads, 4 * hidden, 30522, 512, 2, 1e-12, BertConfig.GELU, 0.02, 0, labels);
  }

  private static ModelSize size(BertConfig config, String... options) {
    return ModelSize.of(config, HyperparameterOptionsTest.parse(options).hyperparameters());
  }

  /** 109,482,240 is what Hugging Face counts for bert-base-uncased with its pooler. */
  @Test
  void bertBaseHasTheNumbersItIsKnownFor() {
    assertThat(size(BASE).all()).isEqualTo(109_482_240 + 768 + 1);
    assertThat(size(config(12, 768, 12, List.of("a", "b", "c"))).all())
        .isEqualTo(109_482_240 + 3 * 768 + 3);
  }

  @Test
  void whatIsFrozenIsNotTrained() {
    assertThat(size(MINILM).frozen()).isZero();
    assertThat(size(MINILM, "--freeze-embeddings").frozen()).isEqualTo(11_918_592);
    assertThat(size(MINILM, "--freeze-layers", "2").frozen()).isEqualTo(11_918_592 + 2 * 1_774_464);
    assertThat(size(MINILM, "--freeze-layers", "2").trained())
        .isEqualTo(size(MINILM).all() - 11_918_592 - 2 * 1_774_464);
  }

  /** Measured on two cores: 1.76 and 2.27 GB. */
  @Test
  void theMemoryOfMiniLmIsEstimatedAsItWasMeasured() {
    assertThat(gigabytes(MINILM, new TrainingWork(0, 0, 32 * 60, 60))).isBetween(1.5, 2.0);
    assertThat(gigabytes(MINILM, new TrainingWork(0, 0, 128 * 60, 60))).isBetween(2.0, 2.6);
  }

  private static double gigabytes(BertConfig config, TrainingWork work) {
    return MemoryEstimate.bytes(config, size(config), work, Precision.BF16) / 1e9;
  }

  @Test
  void frozenNumbersAndThirtyTwoBitsChangeTheEstimate() {
    TrainingWork work = new TrainingWork(0, 0, 32 * 128, 128);
    double all = MemoryEstimate.bytes(BASE, size(BASE), work, Precision.BF16);
    assertThat(MemoryEstimate.bytes(BASE, size(BASE, "--freeze-layers", "6"), work, Precision.BF16))
        .isLessThan(all - 5e8);
    assertThat(MemoryEstimate.bytes(BASE, size(BASE), work, Precision.FP32)).isGreaterThan(all);
  }
}
