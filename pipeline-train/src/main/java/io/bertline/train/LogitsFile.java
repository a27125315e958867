package io.bertline.train;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.safetensors.SafetensorsFile;
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
import java.util.List;
import java.util.Map;

/** Logits of many rows in a safetensors file with one tensor, {@code logits} [rows, labels]. */
final class LogitsFile {
  private static final String TENSOR = "logits";

  private LogitsFile() {}

  /**
   * Writes a new file.
   *
   * @param logits [rows][labels], at least one row
   */
  static void write(Path file, float[][] logits) {
    TensorSpec tensor = TensorSpec.float32(TENSOR, logits.length, logits[0].length);
    ByteBuffer values =
        ByteBuffer.allocate(Math.toIntExact(tensor.byteSize())).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : logits) {
      for (float logit : row) {
        values.putFloat(logit);
      }
    }
    values.flip();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      new SafetensorsWriter(List.of(tensor), Map.of()).writeTo(out, unused -> values);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it has no such tensor
   */
  static float[][] read(Path file) {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      List<Long> shape = tensors.tensor(TENSOR).shape();
      if (shape.size() != 2) {
        throw new BertlineException(
            FailureKind.CORRUPT_ARTIFACT,
            file + ": the logits have " + shape.size() + " dimensions, expected rows and labels");
      }
      float[][] logits = new float[Math.toIntExact(shape.get(0))][Math.toIntExact(shape.get(1))];
      ByteBuffer values = tensors.float32(TENSOR);
      for (float[] row : logits) {
        for (int label = 0; label < row.length; label++) {
          row[label] = values.getFloat();
        }
      }
      return logits;
    }
  }
}
