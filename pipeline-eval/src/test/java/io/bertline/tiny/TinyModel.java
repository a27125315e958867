package io.bertline.tiny;

import io.bertline.classifier.ClassifierInfo;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.BertTensors;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import io.bertline.safetensors.TensorSpec;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** A classifier with random weights: its logits are spread, and mean nothing. */
public final class TinyModel {
  /** Longest token sequence. */
  public static final int MAX_LENGTH = 24;

  private TinyModel() {}

  /**
   * Writes config.json, model.safetensors, tokenizer.json and classifier.json.
   *
   * @param weight what every number of the head is multiplied by
   */
  public static ClassifierInfo write(
      Path directory, List<String> labels, double threshold, double temperature, float weight) {
    BertConfig config =
        new BertConfig(2, 16, 4, 32, 50, MAX_LENGTH, 2, 1e-12, BertConfig.GELU, 0.02, 0, labels);
    try (InputStream tokenizer = TinyModel.class.getResourceAsStream("tokenizer.json")) {
      Files.copy(Objects.requireNonNull(tokenizer), directory.resolve(ModelDirectory.TOKENIZER));
      Files.write(directory.resolve(BertConfigFile.FILE), BertConfigFile.write(config));
      writeWeights(directory.resolve(ModelDirectory.WEIGHTS), config, weight);
      ClassifierInfo info =
          new ClassifierInfo(
              ClassifierInfo.FORMAT_VERSION,
              labels,
              labels.size() == 2 ? labels.get(1) : null,
              MAX_LENGTH,
              threshold,
              temperature,
              fingerprint(directory));
      Files.write(directory.resolve(ClassifierInfo.FILE), ClassifierInfoFile.write(info));
      return info;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fingerprint(Path directory) {
    try (Tokenizer tokenizer = Tokenizers.load(directory)) {
      return tokenizer.fingerprint();
    }
  }

  private static void writeWeights(Path file, BertConfig config, float weight) throws IOException {
    Random random = new Random(1);
    List<TensorSpec> tensors =
        Stream.of(
                BertTensors.encoder(config),
                BertTensors.pooler(config),
                BertTensors.classifier(config))
            .flatMap(List::stream)
            .toList();
    try (OutputStream out = Files.newOutputStream(file)) {
      new SafetensorsWriter(tensors, SafetensorsFormat.PYTORCH)
          .writeTo(
              out,
              tensor -> {
                float mean = tensor.name().endsWith("LayerNorm.weight") ? 1 : 0;
                float scale = tensor.name().startsWith("classifier.") ? weight : 0.3f;
                ByteBuffer values =
                    ByteBuffer.allocate((int) tensor.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
                while (values.hasRemaining()) {
                  values.putFloat(mean + scale * (float) random.nextGaussian());
                }
                return values.flip();
              });
    }
  }
}
