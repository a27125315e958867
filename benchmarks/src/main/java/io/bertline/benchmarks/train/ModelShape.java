package io.bertline.benchmarks.train;

import io.bertline.huggingface.BertConfig;
import java.util.List;

/**
 * A model that is trained; its weights are random, as no speed depends on them.
 *
 * @param name as options and folders have it
 * @param title as tables have it
 * @param config its architecture
 * @param batches steps of a round
 */
record ModelShape(String name, String title, BertConfig config, int batches) {
  static final ModelShape MINILM = new ModelShape("minilm", "MiniLM-L6", config(6, 384), 8);
  static final ModelShape BERT_BASE = new ModelShape("bert-base", "BERT-base", config(12, 768), 4);

  private static BertConfig config(int layers, int hidden) {
    return new BertConfig(
        layers, hidden, 12, 4 * hidden, 30522, 512, 2, 1e-12, "gelu", 0.02, 0, List.of());
  }

  static ModelShape named(String name) {
    return List.of(MINILM, BERT_BASE).stream()
        .filter(shape -> shape.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no model " + name));
  }
}
