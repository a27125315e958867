package io.bertline.huggingface;

import static io.bertline.safetensors.TensorSpec.float32;

import io.bertline.safetensors.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Names and shapes of the parameters of a BERT as Hugging Face transformers spells them, with the
 * prefix {@code bert.} that {@code BertForSequenceClassification} uses. Dense kernels are [out,
 * in].
 */
public final class BertTensors {
  /** Prefix of every parameter below the classification head. */
  public static final String PREFIX = "bert.";

  public static final String WORD_EMBEDDINGS = PREFIX + "embeddings.word_embeddings.weight";
  public static final String POOLER_WEIGHT = PREFIX + "pooler.dense.weight";
  public static final String POOLER_BIAS = PREFIX + "pooler.dense.bias";
  public static final String CLASSIFIER_WEIGHT = "classifier.weight";
  public static final String CLASSIFIER_BIAS = "classifier.bias";

  private BertTensors() {}

  /** Returns embeddings and encoder layers: what every pretrained model must have. */
  public static List<TensorSpec> encoder(BertConfig config) {
    long hidden = config.hidden();
    List<TensorSpec> tensors = new ArrayList<>();
    String embeddings = PREFIX + "embeddings.";
    tensors.add(float32(WORD_EMBEDDINGS, config.vocabulary(), hidden));
    tensors.add(float32(embeddings + "position_embeddings.weight", config.positions(), hidden));
    tensors.add(
        float32(embeddings + "token_type_embeddings.weight", config.typeVocabulary(), hidden));
    tensors.add(float32(embeddings + "LayerNorm.weight", hidden));
    tensors.add(float32(embeddings + "LayerNorm.bias", hidden));
    for (int layer = 0; layer < config.layers(); layer++) {
      addLayer(tensors, PREFIX + "encoder.layer." + layer + ".", config);
    }
    return tensors;
  }

  private static void addLayer(List<TensorSpec> tensors, String prefix, BertConfig config) {
    long hidden = config.hidden();
    long intermediate = config.intermediate();
    addDense(tensors, prefix + "attention.self.query", hidden, hidden);
    addDense(tensors, prefix + "attention.self.key", hidden, hidden);
    addDense(tensors, prefix + "attention.self.value", hidden, hidden);
    addDense(tensors, prefix + "attention.output.dense", hidden, hidden);
    addLayerNorm(tensors, prefix + "attention.output.LayerNorm", hidden);
    addDense(tensors, prefix + "intermediate.dense", intermediate, hidden);
    addDense(tensors, prefix + "output.dense", hidden, intermediate);
    addLayerNorm(tensors, prefix + "output.LayerNorm", hidden);
  }

  /** Returns the pooler, which a pretrained model may lack. */
  public static List<TensorSpec> pooler(BertConfig config) {
    return List.of(
        float32(POOLER_WEIGHT, config.hidden(), config.hidden()),
        float32(POOLER_BIAS, config.hidden()));
  }

  /** Returns the classification head, one row per label. */
  public static List<TensorSpec> classifier(BertConfig config) {
    return List.of(
        float32(CLASSIFIER_WEIGHT, config.labels().size(), config.hidden()),
        float32(CLASSIFIER_BIAS, config.labels().size()));
  }

  private static void addDense(List<TensorSpec> tensors, String name, long out, long in) {
    tensors.add(float32(name + ".weight", out, in));
    tensors.add(float32(name + ".bias", out));
  }

  private static void addLayerNorm(List<TensorSpec> tensors, String name, long size) {
    tensors.add(float32(name + ".weight", size));
    tensors.add(float32(name + ".bias", size));
  }
}
