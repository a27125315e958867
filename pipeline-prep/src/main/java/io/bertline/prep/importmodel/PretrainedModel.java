package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.BertTensors;
import io.bertline.safetensors.TensorSpec;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pretrained BERT that was checked as a whole: every tensor is there, and the tokenizer fits.
 *
 * @param weights where the tensors come from
 * @param tensors what there is, in the order of the encoder's layers
 * @param tokenizer the tokenizer
 * @param tokenizerJson content of its tokenizer.json
 * @param tokenizerConfig content of its tokenizer_config.json
 */
record PretrainedModel(
    PretrainedWeights weights,
    List<TensorSpec> tensors,
    Tokenizer tokenizer,
    byte[] tokenizerJson,
    byte[] tokenizerConfig)
    implements AutoCloseable {

  /**
   * Opens a model.
   *
   * @throws BertlineException {@code BAD_INPUT} or {@code CORRUPT_ARTIFACT} if a file is not what
   *     it should be
   */
  static PretrainedModel open(SourceFiles files) {
    byte[] json = files.tokenizer().json();
    PretrainedWeights weights = files.weights().open(config(files));
    try {
      BertConfig config = weights.config();
      List<TensorSpec> tensors = new ArrayList<>(BertTensors.encoder(config));
      tensors.forEach(tensor -> require(files, weights, tensor));
      if (hasTrainedPooler(weights)) {
        tensors.addAll(BertTensors.pooler(config));
      }
      Tokenizer tokenizer = Tokenizers.check(json, files.tokenizer().file().uri());
      if (tokenizer.vocabularySize() > config.vocabulary()) {
        tokenizer.close();
        throw new BertlineException(
            FailureKind.BAD_INPUT,
            "%s: has ids up to %d, but %s has embeddings for %d; take both from the same model"
                .formatted(
                    files.tokenizer().file().uri(),
                    tokenizer.vocabularySize() - 1,
                    files.weights().uri(),
                    config.vocabulary()));
      }
      byte[] tokenizerConfig = files.tokenizer().config(json, config.positions());
      return new PretrainedModel(weights, tensors, tokenizer, json, tokenizerConfig);
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  private static @Nullable BertConfig config(SourceFiles files) {
    SourceFile file = files.config();
    if (file == null) {
      return null;
    }
    byte[] json = file.read(PretrainedWeights.MAX_CONFIG_BYTES);
    return BertConfigFile.parse(json, file.uri()).withLabels(List.of());
  }

  /**
   * A pooler whose bias is exactly 0 was never trained: Adam moves every bias in its first step.
   * Exports of sentence encoders, which do not use it, hold such noise.
   */
  private static boolean hasTrainedPooler(PretrainedWeights weights) {
    for (TensorSpec tensor : BertTensors.pooler(weights.config())) {
      if (!weights.shape(tensor.name()).equals(Optional.of(tensor.shape()))) {
        return false;
      }
    }
    FloatBuffer bias = weights.read(BertTensors.POOLER_BIAS).asFloatBuffer();
    while (bias.hasRemaining()) {
      if (bias.get() != 0) {
        return true;
      }
    }
    return false;
  }

  private static void require(SourceFiles files, PretrainedWeights weights, TensorSpec tensor) {
    List<Long> shape =
        weights
            .shape(tensor.name())
            .orElseThrow(
                () ->
                    new BertlineException(
                        FailureKind.BAD_INPUT,
                        "%s: has no weights for %s; give the weights of a BERT"
                            .formatted(files.weights().uri(), tensor.name())));
    if (!shape.equals(tensor.shape())) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "%s: %s has the shape %s, its configuration asks for %s; take both from the same model"
              .formatted(files.weights().uri(), tensor.name(), shape, tensor.shape()));
    }
  }

  /** Returns the number of parameters. */
  long parameters() {
    return tensors.stream().mapToLong(TensorSpec::elements).sum();
  }

  @Override
  public void close() {
    tokenizer.close();
    weights.close();
  }
}
