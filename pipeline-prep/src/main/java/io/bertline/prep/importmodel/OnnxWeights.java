package io.bertline.prep.importmodel;

import io.bertline.huggingface.BertConfig;
import java.nio.ByteBuffer;
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
    ByteBuffer values = parameter.tensor().values();
    if (!parameter.transposed()) {
      return values;
    }
    List<Long> shape = parameter.tensor().shape();
    return Transposition.of(values, Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)));
  }

  @Override
  public void close() {
    // The mapping of the file goes with its last view.
  }
}
