package io.bertline.benchmarks.train;

import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.BertTensors;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import io.bertline.safetensors.TensorSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes a model directory with weights as BERT initialises them. */
final class RandomModel {
  private RandomModel() {}

  static void write(Path directory, BertConfig config) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve(BertConfigFile.FILE), BertConfigFile.write(config));
    List<TensorSpec> tensors = new ArrayList<>(BertTensors.encoder(config));
    tensors.addAll(BertTensors.pooler(config));
    SplittableRandom random = new SplittableRandom(1);
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(directory.resolve(ModelDirectory.WEIGHTS)), 1 << 20)) {
      new SafetensorsWriter(tensors, SafetensorsFormat.PYTORCH)
          .writeTo(out, tensor -> values(tensor, config, random));
    }
  }

  private static ByteBuffer values(TensorSpec tensor, BertConfig config, SplittableRandom random) {
    ByteBuffer values =
        ByteBuffer.allocate(Math.toIntExact(tensor.byteSize())).order(ByteOrder.LITTLE_ENDIAN);
    boolean gain = tensor.name().endsWith("LayerNorm.weight");
    boolean zero = tensor.name().endsWith(".bias");
    double spread = config.initializerRange() * Math.sqrt(12);
    while (values.hasRemaining()) {
      values.putFloat(gain ? 1 : zero ? 0 : (float) (spread * (random.nextDouble() - 0.5)));
    }
    return values.flip();
  }
}
