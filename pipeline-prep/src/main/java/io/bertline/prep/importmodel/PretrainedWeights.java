package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.onnx.OnnxGraph;
import io.bertline.safetensors.SafetensorsFile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The weights of a pretrained BERT, under the names of Hugging Face transformers. */
interface PretrainedWeights extends AutoCloseable {
  /** A config.json with the names of 100,000 labels has 8 MB. */
  int MAX_CONFIG_BYTES = 8 << 20;

  /**
   * Opens weights.
   *
   * @throws BertlineException {@code BAD_INPUT} or {@code CORRUPT_ARTIFACT} if they are not of a
   *     supported BERT
   */
  static PretrainedWeights open(SourceFiles files) {
    SourceFile weights = files.weights();
    BertConfig config = null;
    if (files.config() != null) {
      byte[] json = files.config().read(MAX_CONFIG_BYTES);
      config = BertConfigFile.parse(json, files.config().uri()).withLabels(List.of());
    }
    return switch (files.format()) {
      case SAFETENSORS ->
          new SafetensorsWeights(
              Objects.requireNonNull(config), SafetensorsFile.open(weights.path()));
      case ONNX -> {
        OnnxGraph graph = OnnxGraph.read(weights.path(), weights.uri());
        Map<String, OnnxParameters.Parameter> parameters = OnnxParameters.find(graph);
        yield new OnnxWeights(
            config != null ? config : new OnnxArchitecture(weights.uri(), graph, parameters).read(),
            parameters);
      }
    };
  }

  /** Returns the architecture, without labels. */
  BertConfig config();

  /**
   * Returns the shape of a tensor, if there is one of this name.
   *
   * @throws BertlineException {@code BAD_INPUT} if it does not hold floats
   */
  Optional<List<Long>> shape(String name);

  /** Returns a tensor that {@link #shape} found as little-endian 32-bit floats. */
  ByteBuffer read(String name);

  @Override
  void close();
}
