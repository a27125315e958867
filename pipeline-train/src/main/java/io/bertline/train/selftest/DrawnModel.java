package io.bertline.train.selftest;

import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import io.bertline.safetensors.TensorSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A model of drawn numbers: {@code draw * width}, and 1 more for the gain of a LayerNorm. */
final class DrawnModel {
  private DrawnModel() {}

  /**
   * Writes config.json and model.safetensors.
   *
   * @param directory a new directory
   * @param tensors in the order in which they are drawn
   * @return the directory
   */
  static Path write(
      Path directory, BertConfig config, List<TensorSpec> tensors, Draws draws, double width) {
    Map<String, ByteBuffer> values = new HashMap<>();
    tensors.forEach(tensor -> values.put(tensor.name(), drawn(tensor, draws, width)));
    Path weights = directory.resolve(ModelDirectory.WEIGHTS);
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(BertConfigFile.FILE), BertConfigFile.write(config));
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(weights), 1 << 20)) {
        new SafetensorsWriter(tensors, SafetensorsFormat.PYTORCH)
            .writeTo(out, tensor -> Objects.requireNonNull(values.get(tensor.name())));
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be written", e);
    }
  }

  private static ByteBuffer drawn(TensorSpec tensor, Draws draws, double width) {
    double mean = tensor.name().endsWith("LayerNorm.weight") ? 1 : 0;
    ByteBuffer values =
        ByteBuffer.allocate(Math.toIntExact(tensor.byteSize())).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      values.putFloat((float) (mean + draws.next() * width));
    }
    return values.flip();
  }
}
