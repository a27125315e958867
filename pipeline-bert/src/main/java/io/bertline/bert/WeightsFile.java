package io.bertline.bert;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertTensors;
import io.bertline.safetensors.SafetensorsFile;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import io.bertline.safetensors.TensorSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A safetensors file with a value for every trained number, under its Hugging Face name. */
final class WeightsFile implements AutoCloseable {
  private final SafetensorsFile file;

  private WeightsFile(SafetensorsFile file) {
    this.file = file;
  }

  static WeightsFile open(Path path) {
    return new WeightsFile(SafetensorsFile.open(path));
  }

  /**
   * Writes values.
   *
   * @param values what to write, by the prefix of their names
   * @param metadata texts about the file beside those that PyTorch's loaders want
   */
  static void write(Path path, Map<String, ParameterValues> values, Map<String, String> metadata)
      throws IOException {
    List<TensorSpec> tensors = new ArrayList<>();
    Map<String, Supplier<ByteBuffer>> sources = new HashMap<>();
    values.forEach(
        (prefix, group) -> {
          for (TensorSpec tensor : group.layout().tensors()) {
            TensorSpec prefixed =
                new TensorSpec(prefix + tensor.name(), tensor.dtype(), tensor.shape());
            tensors.add(prefixed);
            sources.put(prefixed.name(), () -> group.values(tensor));
          }
        });
    Map<String, String> allMetadata = new TreeMap<>(SafetensorsFormat.PYTORCH);
    allMetadata.putAll(metadata);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
      new SafetensorsWriter(tensors, allMetadata)
          .writeTo(out, tensor -> Objects.requireNonNull(sources.get(tensor.name())).get());
    }
  }

  /**
   * Returns the values of a tensor, after a look at its shape.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it is missing or of another shape
   */
  ByteBuffer values(TensorSpec expected) {
    TensorSpec found = file.tensor(expected.name());
    if (!found.shape().equals(expected.shape())) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%s: tensor %s has the shape %s, expected %s; weights and config.json must belong together"
              .formatted(file.path(), found.name(), found.shape(), expected.shape()));
    }
    return file.float32(found.name());
  }

  /**
   * Returns a number of the metadata.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if there is none of this name
   */
  double number(String name) {
    String text = file.metadata().get(name);
    try {
      return Double.parseDouble(Objects.requireNonNullElse(text, ""));
    } catch (NumberFormatException e) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%s: the metadata '%s' is %s, expected a number".formatted(file.path(), name, text),
          e);
    }
  }

  /** Returns the values that have a prefix before their names. */
  ParameterValues.Source withPrefix(String prefix) {
    return tensor -> values(new TensorSpec(prefix + tensor.name(), tensor.dtype(), tensor.shape()));
  }

  /** Returns whether there is a pooler. */
  boolean hasPooler() {
    return file.contains(BertTensors.POOLER_WEIGHT);
  }

  /**
   * Returns whether the logit of the first of two labels is always 0, as that of an exported
   * sigmoid unit is.
   */
  boolean firstLogitIsZero(BertConfig config) {
    if (config.labels().size() != 2) {
      return false;
    }
    for (TensorSpec tensor : BertTensors.classifier(config)) {
      ByteBuffer values = values(tensor);
      int firstRow = values.position() + values.remaining() / 2;
      while (values.position() < firstRow) {
        if (values.getFloat() != 0) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    file.close();
  }
}
