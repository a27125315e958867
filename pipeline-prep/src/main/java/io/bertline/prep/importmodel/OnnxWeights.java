package io.bertline.prep.importmodel;

import io.bertline.huggingface.BertConfig;
import io.bertline.onnx.OnnxTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Weights in an ONNX file that PyTorch exported. */
final class OnnxWeights implements PretrainedWeights {
  private final BertConfig config;
  private final Map<String, OnnxParameters.Parameter> parameters;

  OnnxWeights(BertConfig config, Map<String, OnnxParameters.Parameter> parameters) {
    this.config = config;
    this.parameters = parameters;
  }

  @Override
  public BertConfig config() {
    return config;
  }

  @Override
  public Optional<List<Long>> shape(String name) {
    return Optional.ofNullable(parameters.get(name)).map(OnnxParameters.Parameter::shape);
  }

  @Override
  public ByteBuffer read(String name) {
    OnnxParameters.Parameter parameter = Objects.requireNonNull(parameters.get(name), name);
    return parameter.transposed() ? transpose(parameter.tensor()) : parameter.tensor().values();
  }

  private static ByteBuffer transpose(OnnxTensor tensor) {
    List<Long> shape = tensor.shape();
    int rows = Math.toIntExact(shape.get(0));
    int columns = Math.toIntExact(shape.get(1));
    ByteBuffer values = tensor.values();
    ByteBuffer result = ByteBuffer.allocate(values.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        result.putInt(values.getInt(Float.BYTES * (row * columns + column)));
      }
    }
    return result.flip();
  }

  @Override
  public void close() {
    // The mapping of the file goes with its last view.
  }
}
