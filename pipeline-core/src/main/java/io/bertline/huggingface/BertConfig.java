package io.bertline.huggingface;

import java.util.List;

/**
 * Architecture of a BERT, as in {@code config.json} of Hugging Face transformers.
 *
 * @param layers number of encoder layers
 * @param hidden size of a hidden state, a multiple of {@code heads}
 * @param heads number of attention heads
 * @param intermediate size of the feed-forward layer
 * @param vocabulary number of token ids
 * @param positions longest sequence
 * @param typeVocabulary number of token types
 * @param layerNormEps added to the variance in LayerNorm
 * @param hiddenAct activation of the feed-forward layer; always {@code gelu}, the exact one
 * @param initializerRange standard deviation of newly initialised weights
 * @param padTokenId id of [PAD]
 * @param labels labels of a classifier in index order; empty for a model without a head
 */
public record BertConfig(
    int layers,
    int hidden,
    int heads,
    int intermediate,
    int vocabulary,
    int positions,
    int typeVocabulary,
    double layerNormEps,
    String hiddenAct,
    double initializerRange,
    int padTokenId,
    List<String> labels) {
  /** The one activation supported. */
  public static final String GELU = "gelu";

  /**
   * @throws IllegalArgumentException if the architecture is not possible or not supported; the
   *     message is one line
   */
  public BertConfig {
    labels = List.copyOf(labels);
    check("num_hidden_layers", layers, 1, 1 << 10);
    check("hidden_size", hidden, 1, 1 << 16);
    check("num_attention_heads", heads, 1, hidden);
    check("intermediate_size", intermediate, 1, 1 << 18);
    check("vocab_size", vocabulary, 1, 1 << 24);
    check("max_position_embeddings", positions, 3, 1 << 20);
    check("type_vocab_size", typeVocabulary, 1, 1 << 10);
    check("pad_token_id", padTokenId, 0, vocabulary - 1);
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden_size %d is not a multiple of num_attention_heads %d".formatted(hidden, heads));
    }
    if (!(layerNormEps > 0 && layerNormEps < 1)) {
      throw new IllegalArgumentException("layer_norm_eps " + layerNormEps + " is not in (0, 1)");
    }
    if (!(initializerRange > 0 && initializerRange < 1)) {
      throw new IllegalArgumentException(
          "initializer_range " + initializerRange + " is not in (0, 1)");
    }
    if (!hiddenAct.equals(GELU)) {
      throw new IllegalArgumentException(
          "hidden_act \"" + hiddenAct + "\" is not supported, expected \"gelu\"");
    }
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, expected %d to %d".formatted(name, value, least, most));
    }
  }

  /** Returns this architecture with a classification head, or without one if there is no label. */
  public BertConfig withLabels(List<String> newLabels) {
    return new BertConfig(
        layers,
        hidden,
        heads,
        intermediate,
        vocabulary,
        positions,
        typeVocabulary,
        layerNormEps,
        hiddenAct,
        initializerRange,
        padTokenId,
        newLabels);
  }
}
