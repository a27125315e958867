package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertTensors;
import io.bertline.huggingface.TokenizerConfigFile;
import io.bertline.safetensors.TensorSpec;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private static final int MAX_TOKENIZER_BYTES = 64 << 20;
  private static final int MAX_TOKENIZER_CONFIG_BYTES = 1 << 20;

  /**
   * Opens a model.
   *
   * @throws BertlineException {@code BAD_INPUT} if a file is not what it should be
   */
  static PretrainedModel open(SourceFiles files) {
    try {
      return openChecked(files);
    } catch (BertlineException e) {
      if (e.kind() == FailureKind.CORRUPT_ARTIFACT) {
        // The readers are those of our own artifacts; here the file is somebody else's.
        throw new BertlineException(FailureKind.BAD_INPUT, String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  private static PretrainedModel openChecked(SourceFiles files) {
    byte[] json = files.tokenizer().read(MAX_TOKENIZER_BYTES);
    PretrainedWeights weights = PretrainedWeights.open(files);
    try {
      BertConfig config = weights.config();
      List<TensorSpec> tensors = new ArrayList<>(BertTensors.encoder(config));
      tensors.forEach(tensor -> require(files, weights, tensor));
      if (hasTrainedPooler(weights)) {
        tensors.addAll(BertTensors.pooler(config));
      }
      Tokenizer tokenizer = Tokenizers.load(json, files.tokenizer().uri());
      if (tokenizer.vocabularySize() > config.vocabulary()) {
        tokenizer.close();
        throw new BertlineException(
            FailureKind.BAD_INPUT,
            "%s: has ids up to %d, but %s has embeddings for %d; take both from the same model"
                .formatted(
                    files.tokenizer().uri(),
                    tokenizer.vocabularySize() - 1,
                    files.weights().uri(),
                    config.vocabulary()));
      }
      byte[] tokenizerConfig =
          files.tokenizerConfig() == null
              ? TokenizerConfigFile.write(json, config.positions())
              : files.tokenizerConfig().read(MAX_TOKENIZER_CONFIG_BYTES);
      return new PretrainedModel(weights, tensors, tokenizer, json, tokenizerConfig);
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
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
