package io.bertline.bert;

import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.BertTensors;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.onnx.OnnxGraph;
import io.bertline.onnx.OnnxNode;
import io.bertline.onnx.OnnxTensor;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import io.bertline.safetensors.TensorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** MiniLM-L6 from the ONNX file of a Maven artifact, with the head of the golden vectors. */
final class MiniLm {
  static final BertConfig CONFIG =
      new BertConfig(
          6, 384, 12, 1536, 30522, 512, 2, 1e-12, BertConfig.GELU, 0.02, 0, List.of("a", "b"));

  private final Map<String, ByteBuffer> tensors = new HashMap<>();
  private long state = 42;

  private MiniLm(Path directory) {
    loadOnnx(directory);
    // Takes the place of the pooler in the file, which was never trained.
    loadHead();
  }

  /** Writes the pretrained encoder without pooler and head. */
  static Path writeEncoder(Path directory) {
    return new MiniLm(directory)
        .write(directory, BertTensors.encoder(CONFIG), CONFIG.withLabels(List.of()));
  }

  /** Writes a classifier with the two softmax units of the golden vectors. */
  static Path writeSoftmax(Path directory) {
    return new MiniLm(directory).write(directory, allTensors(), CONFIG);
  }

  /** Writes a classifier with the sigmoid unit of the golden vectors. */
  static Path writeSigmoid(Path directory) {
    MiniLm model = new MiniLm(directory);
    ByteBuffer weight = floats(2 * CONFIG.hidden());
    weight.put(CONFIG.hidden() * Float.BYTES, model.tensor("sigmoid_head.weight"), 0, 1536);
    model.tensors.put(BertTensors.CLASSIFIER_WEIGHT, weight);
    model.tensors.put(BertTensors.CLASSIFIER_BIAS, floats(2).putFloat(4, 0.05f));
    return model.write(directory, allTensors(), CONFIG);
  }

  private static List<TensorSpec> allTensors() {
    List<TensorSpec> all = new ArrayList<>(BertTensors.encoder(CONFIG));
    all.addAll(BertTensors.pooler(CONFIG));
    all.addAll(BertTensors.classifier(CONFIG));
    return all;
  }

  private Path write(Path directory, List<TensorSpec> specs, BertConfig config) {
    try (OutputStream out = Files.newOutputStream(directory.resolve(ModelDirectory.WEIGHTS))) {
      Files.write(directory.resolve(BertConfigFile.FILE), BertConfigFile.write(config));
      new SafetensorsWriter(specs, SafetensorsFormat.PYTORCH)
          .writeTo(out, spec -> tensor(spec.name()));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ByteBuffer tensor(String name) {
    ByteBuffer values = tensors.get(name);
    if (values == null) {
      throw new IllegalStateException(name);
    }
    return values;
  }

  /** The head of the golden vectors: its README defines these numbers. */
  private void loadHead() {
    int hidden = CONFIG.hidden();
    tensors.put(BertTensors.POOLER_WEIGHT, drawn(hidden * hidden));
    tensors.put(BertTensors.CLASSIFIER_WEIGHT, drawn(2 * hidden));
    tensors.put("sigmoid_head.weight", drawn(hidden));
    ByteBuffer poolerBias = floats(hidden);
    for (int i = 0; i < hidden; i++) {
      poolerBias.putFloat(4 * i, (float) (0.01 * (i % 7 - 3)));
    }
    tensors.put(BertTensors.POOLER_BIAS, poolerBias);
    tensors.put(BertTensors.CLASSIFIER_BIAS, floats(2).putFloat(0, 0.1f).putFloat(4, -0.1f));
  }

  private ByteBuffer drawn(int count) {
    ByteBuffer values = floats(count);
    for (int i = 0; i < count; i++) {
      state = (state * 1103515245 + 12345) % (1L << 31);
      values.putFloat(4 * i, (float) ((state / 2147483648.0 - 0.5) * 0.08));
    }
    return values;
  }

  private static ByteBuffer floats(int count) {
    return ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Dense kernels are stored [in, out] and named after the product that takes them. */
  private void loadOnnx(Path directory) {
    Path file = extract(directory);
    OnnxGraph graph = OnnxGraph.read(file, file.toString());
    Map<String, String> products = new HashMap<>();
    for (OnnxNode node : graph.nodes()) {
      if (node.name().endsWith("/MatMul")) {
        String name = node.name().replaceFirst("/MatMul$", ".weight").replace('/', '.');
        node.inputs().forEach(input -> products.put(input, "bert" + name));
      }
    }
    for (OnnxTensor tensor : graph.initializers().values()) {
      String product = products.get(tensor.name());
      if (product == null) {
        tensors.put("bert." + tensor.name(), tensor.values());
      } else {
        tensors.put(product, transposed(tensor.values(), tensor.shape()));
      }
    }
  }

  private static Path extract(Path directory) {
    Path file = directory.resolve("model.onnx");
    try (InputStream onnx = MiniLm.class.getResourceAsStream("/all-minilm-l6-v2.onnx")) {
      Files.copy(onnx, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer transposed(ByteBuffer values, List<Long> shape) {
    int rows = shape.get(0).intValue();
    int columns = shape.get(1).intValue();
    ByteBuffer result = floats(rows * columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result.putFloat(4 * (column * rows + row), values.getFloat(4 * (row * columns + column)));
      }
    }
    return result;
  }
}
