package io.bertline.bert;

import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.BertTensors;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A pretrained model of two small layers with random weights, and texts for it. */
final class TinyModel {
  static final BertConfig CONFIG =
      new BertConfig(2, 16, 4, 32, 50, 24, 2, 1e-12, BertConfig.GELU, 0.02, 0, List.of());
  static final ModelOptions FP32 = new ModelOptions("cpu", Precision.FP32, 1);
  static final ModelOptions BF16 = new ModelOptions("cpu", Precision.BF16, 1);
  static final TrainingOptions TRAINING =
      new TrainingOptions(0.1, 0.1, 0, new double[0], 0.01, 1, 1, false, 0, 7);
  static final TrainingOptions WITHOUT_DROPOUT =
      new TrainingOptions(0, 0, 0, new double[0], 0.01, 1, 1, false, 0, 7);

  private TinyModel() {}

  /** Writes config.json and model.safetensors. */
  static Path write(Path directory) {
    return write(directory, CONFIG);
  }

  /** Writes config.json and model.safetensors of another architecture. */
  static Path write(Path directory, BertConfig config) {
    Random random = new Random(1);
    try (OutputStream out = Files.newOutputStream(directory.resolve(ModelDirectory.WEIGHTS))) {
      Files.write(directory.resolve(BertConfigFile.FILE), BertConfigFile.write(config));
      new SafetensorsWriter(BertTensors.encoder(config), SafetensorsFormat.PYTORCH)
          .writeTo(
              out,
              tensor -> {
                ByteBuffer values =
                    ByteBuffer.allocate((int) tensor.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
                float mean = tensor.name().endsWith("LayerNorm.weight") ? 1 : 0;
                while (values.hasRemaining()) {
                  values.putFloat(mean + 0.2f * (float) random.nextGaussian());
                }
                return values.flip();
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return directory;
  }

  /** Writes a tokenizer.json that knows the words w4 to w49, whose ids are their numbers. */
  static void writeTokenizer(Path directory) throws IOException {
    try (InputStream tokenizer = TinyModel.class.getResourceAsStream("tiny-tokenizer.json")) {
      Files.copy(tokenizer, directory.resolve(ModelDirectory.TOKENIZER));
    }
  }

  /** Texts of 3 to 12 tokens; the second token decides the label. */
  static Batch batch(int rows, int labelCount, long seed) {
    Random random = new Random(seed);
    List<int[]> ids = new ArrayList<>();
    List<int[]> types = new ArrayList<>();
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      int[] tokens = random.ints(3 + random.nextInt(10), 3, CONFIG.vocabulary()).toArray();
      labels[row] = tokens[1] % labelCount;
      ids.add(tokens);
      types.add(new int[tokens.length]);
    }
    return Batch.of(ids, types, labels);
  }
}
