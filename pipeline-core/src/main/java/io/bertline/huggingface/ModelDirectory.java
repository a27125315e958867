package io.bertline.huggingface;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import io.bertline.safetensors.SafetensorsFile;
import io.bertline.safetensors.TensorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A local directory with a BERT in the layout of Hugging Face transformers, checked when it is
 * opened: the files are there, and the weights have every parameter of the encoder in its shape,
 * and so have pooler and classification head where there is one.
 *
 * @param directory the directory
 * @param config content of {@code config.json}
 * @param pooler whether the weights hold a pooler
 */
public record ModelDirectory(Path directory, BertConfig config, boolean pooler) {
  /** Name of the file with the weights. */
  public static final String WEIGHTS = "model.safetensors";

  /** Name of the file with the tokenizer. */
  public static final String TOKENIZER = "tokenizer.json";

  /** Name of the file that tells transformers which tokenizer class to use. */
  public static final String TOKENIZER_CONFIG = "tokenizer_config.json";

  /** Name of the vocabulary, one token a line; for other tools, never read here. */
  public static final String VOCABULARY = "vocab.txt";

  private static final int MAX_CONFIG_BYTES = 8 << 20;

  /**
   * Opens a directory.
   *
   * @throws BertlineException {@code NOT_FOUND} if the directory or one of its files is missing,
   *     {@code CORRUPT_ARTIFACT} if one is not what it should be
   */
  public static ModelDirectory open(Path directory) {
    for (String file : List.of(BertConfigFile.FILE, WEIGHTS, TOKENIZER, TOKENIZER_CONFIG)) {
      if (!Files.isRegularFile(directory.resolve(file))) {
        throw new BertlineException(
            FailureKind.NOT_FOUND,
            directory.resolve(file) + ": does not exist; a model directory must have it");
      }
    }
    BertConfig config = readConfig(directory);
    try (SafetensorsFile weights = SafetensorsFile.open(directory.resolve(WEIGHTS))) {
      check(weights, BertTensors.encoder(config));
      boolean pooler = weights.contains(BertTensors.POOLER_WEIGHT);
      if (pooler) {
        check(weights, BertTensors.pooler(config));
      }
      if (weights.contains(BertTensors.CLASSIFIER_WEIGHT)) {
        check(weights, BertTensors.classifier(config));
      }
      return new ModelDirectory(directory, config, pooler);
    }
  }

  /**
   * Reads {@code config.json} alone.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it is not the configuration of a BERT
   */
  public static BertConfig readConfig(Path directory) {
    Path file = directory.resolve(BertConfigFile.FILE);
    try (InputStream in = Files.newInputStream(file)) {
      return BertConfigFile.parse(in.readNBytes(MAX_CONFIG_BYTES), file.toString());
    } catch (IOException e) {
      throw ReadFailure.of(file, e);
    }
  }

  /** Opens the weights; the caller closes them. */
  public SafetensorsFile openWeights() {
    return SafetensorsFile.open(directory.resolve(WEIGHTS));
  }

  /** Returns the file with the tokenizer. */
  public Path tokenizer() {
    return directory.resolve(TOKENIZER);
  }

  private static void check(SafetensorsFile weights, List<TensorSpec> expected) {
    for (TensorSpec tensor : expected) {
      TensorSpec actual = weights.tensor(tensor.name());
      if (!actual.shape().equals(tensor.shape())) {
        throw new BertlineException(
            FailureKind.CORRUPT_ARTIFACT,
            "%s: tensor %s has the shape %s, config.json asks for %s"
                .formatted(weights.path(), tensor.name(), actual.shape(), tensor.shape()));
      }
    }
  }
}
