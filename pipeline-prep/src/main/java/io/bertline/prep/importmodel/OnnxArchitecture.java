package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;
import io.bertline.onnx.OnnxGraph;
import io.bertline.onnx.OnnxNode;
import io.bertline.onnx.OnnxTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the architecture of a BERT off its ONNX graph, for an export without {@code config.json}.
 * Sizes are those of the parameters. The number of heads is in no parameter: it is the constant
 * with which the queries are reshaped to [batch, position, head, size of a head].
 */
final class OnnxArchitecture {
  private static final String EMBEDDINGS = "bert.embeddings.";
  private static final String FIRST_LAYER = "bert.encoder.layer.0.";
  private static final float LARGEST_EPSILON = 1e-3f;

  private final String source;
  private final OnnxGraph graph;
  private final Map<String, OnnxParameters.Parameter> parameters;
  private final Map<String, OnnxTensor> constants = new HashMap<>();

  /**
   * @param source how messages name the file
   */
  OnnxArchitecture(
      String source, OnnxGraph graph, Map<String, OnnxParameters.Parameter> parameters) {
    this.source = source;
    this.graph = graph;
    this.parameters = parameters;
    for (OnnxNode node : graph.nodes()) {
      if (node.constant() != null && node.outputs().size() == 1) {
        constants.put(node.outputs().get(0), node.constant());
      }
    }
  }

  /**
   * Returns the architecture.
   *
   * @throws BertlineException {@code BAD_INPUT} if the graph is not that of a supported BERT
   */
  BertConfig read() {
    List<Long> words = shape(EMBEDDINGS + "word_embeddings.weight", 2);
    int hidden = Math.toIntExact(words.get(1));
    if (graph.nodes().stream().noneMatch(node -> node.operation().equals("Erf"))) {
      throw bad("has no exact GELU (Erf), the only activation supported");
    }
    try {
      return new BertConfig(
          layers(),
          hidden,
          heads(hidden),
          Math.toIntExact(shape(FIRST_LAYER + "intermediate.dense.bias", 1).get(0)),
          Math.toIntExact(words.get(0)),
          Math.toIntExact(shape(EMBEDDINGS + "position_embeddings.weight", 2).get(0)),
          Math.toIntExact(shape(EMBEDDINGS + "token_type_embeddings.weight", 2).get(0)),
          layerNormEpsilon(),
          BertConfig.GELU,
          0.02,
          0,
          List.of());
    } catch (IllegalArgumentException e) {
      throw bad("is not a BERT: " + e.getMessage());
    }
  }

  private int layers() {
    int layers = 0;
    while (parameters.containsKey("bert.encoder.layer." + layers + ".output.LayerNorm.weight")) {
      layers++;
    }
    return layers;
  }

  private int heads(int hidden) {
    for (OnnxNode node : graph.nodes()) {
      if (node.operation().equals("Concat") && node.inputs().size() == 4) {
        long heads = int64(node.inputs().get(2));
        long headSize = int64(node.inputs().get(3));
        if (heads > 0 && headSize > 0 && heads <= hidden && heads * headSize == hidden) {
          return (int) heads;
        }
      }
    }
    throw bad("does not say how many attention heads it has");
  }

  private long int64(String name) {
    OnnxTensor value = constants.get(name);
    return value != null
            && value.dataType() == OnnxTensor.INT64
            && value.values().remaining() == Long.BYTES
        ? value.values().getLong()
        : -1;
  }

  /** Returns the constant added to the variance; PyTorch's operator set 17 hides it: BERT's own. */
  private double layerNormEpsilon() {
    return graph.nodes().stream()
        .filter(node -> node.name().contains("embeddings/LayerNorm"))
        .map(OnnxNode::constant)
        .filter(Objects::nonNull)
        .filter(value -> value.dataType() == OnnxTensor.FLOAT)
        .filter(value -> value.values().remaining() == Float.BYTES)
        .map(value -> value.values().getFloat())
        .filter(value -> value > 0 && value < LARGEST_EPSILON)
        .findFirst()
        .map(value -> Double.valueOf(value.toString()))
        .orElse(1e-12);
  }

  private List<Long> shape(String name, int dimensions) {
    OnnxParameters.Parameter parameter = parameters.get(name);
    if (parameter == null || parameter.shape().size() != dimensions) {
      throw bad("has no weights for " + name + "; is it the export of a BERT?");
    }
    return parameter.shape();
  }

  private BertlineException bad(String problem) {
    return new BertlineException(
        FailureKind.BAD_INPUT,
        source + ": " + problem + "; put the model's config.json beside it if it has one");
  }
}
