package io.bertline.train;

import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertTensors;
import io.bertline.safetensors.TensorSpec;
import java.util.List;

/**
 * The numbers of a model by its parts.
 *
 * @param embeddings numbers of the embeddings
 * @param layer numbers of one layer
 * @param layers layers
 * @param head numbers of pooler and classifier
 * @param frozenEmbeddings whether the embeddings are not trained
 * @param frozenLayers how many first layers are not trained
 */
record ModelSize(
    long embeddings,
    long layer,
    int layers,
    long head,
    boolean frozenEmbeddings,
    int frozenLayers) {

  /**
   * Counts.
   *
   * @param config an architecture with the labels of the classifier
   */
  static ModelSize of(BertConfig config, Hyperparameters hyperparameters) {
    List<TensorSpec> encoder = BertTensors.encoder(config);
    long embeddings = numbers(encoder.stream().filter(ModelSize::ofEmbeddings).toList());
    long classifier = numbers(BertTensors.classifier(config));
    // Two labels are told apart by one unit.
    long units = config.labels().size() == 2 ? classifier / 2 : classifier;
    return new ModelSize(
        embeddings,
        (numbers(encoder) - embeddings) / config.layers(),
        config.layers(),
        numbers(BertTensors.pooler(config)) + units,
        hyperparameters.freezeEmbeddings() || hyperparameters.freezeLayers() > 0,
        hyperparameters.freezeLayers());
  }

  private static boolean ofEmbeddings(TensorSpec tensor) {
    return tensor.name().startsWith(BertTensors.PREFIX + "embeddings.");
  }

  private static long numbers(List<TensorSpec> tensors) {
    return tensors.stream()
        .mapToLong(tensor -> tensor.shape().stream().reduce(1L, (a, b) -> a * b))
        .sum();
  }

  /** Returns all numbers. */
  long all() {
    return embeddings + layers * layer + head;
  }

  /** Returns the numbers that stay as they are. */
  long frozen() {
    return (frozenEmbeddings ? embeddings : 0) + frozenLayers * layer;
  }

  /** Returns the numbers that are trained. */
  long trained() {
    return all() - frozen();
  }
}
