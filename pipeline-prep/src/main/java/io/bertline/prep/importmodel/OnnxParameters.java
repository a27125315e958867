package io.bertline.prep.importmodel;

import io.bertline.huggingface.BertTensors;
import io.bertline.onnx.OnnxGraph;
import io.bertline.onnx.OnnxNode;
import io.bertline.onnx.OnnxTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the parameters of a BERT in an ONNX graph that PyTorch exported. Embeddings, biases and
 * LayerNorms keep their names. A dense kernel does so only if the export did not fold its transpose
 * into the weights; else it is anonymous ({@code onnx::MatMul_885}), and the name comes from the
 * node that multiplies with it: {@code /encoder/layer.0/attention/self/query/MatMul}.
 */
final class OnnxParameters {
  private static final String MATMUL = "MatMul";
  private static final String WEIGHT = ".weight";
  private static final Pattern SUFFIX = Pattern.compile("/MatMul(_\\d+)?$");
  private static final Set<String> PARTS = Set.of("embeddings", "encoder", "pooler");

  /**
   * A parameter.
   *
   * @param tensor its values in the file
   * @param transposed whether the file holds [in, out] where transformers has [out, in]
   */
  record Parameter(OnnxTensor tensor, boolean transposed) {
    /** Returns the shape as transformers has it. */
    List<Long> shape() {
      List<Long> shape = tensor.shape();
      return transposed ? List.of(shape.get(1), shape.get(0)) : shape;
    }
  }

  private OnnxParameters() {}

  /** Returns the parameters by the names of transformers. */
  static Map<String, Parameter> find(OnnxGraph graph) {
    Map<String, String> multipliedBy = new HashMap<>();
    for (OnnxNode node : graph.nodes()) {
      if (node.operation().equals(MATMUL) && node.inputs().size() == 2) {
        multipliedBy.put(node.inputs().get(1), node.name());
      }
    }
    Map<String, Parameter> parameters = new HashMap<>();
    for (OnnxTensor tensor : graph.initializers().values()) {
      if (tensor.dataType() != OnnxTensor.FLOAT) {
        continue;
      }
      String node = tensor.shape().size() == 2 ? multipliedBy.get(tensor.name()) : null;
      String path =
          node == null || tensor.name().endsWith(WEIGHT)
              ? tensor.name()
              : SUFFIX.matcher(node).replaceFirst(WEIGHT);
      canonical(path).ifPresent(name -> parameters.put(name, new Parameter(tensor, node != null)));
    }
    return parameters;
  }

  /** Returns the name with the prefix {@code bert.}, if it is one of a BERT's parameters. */
  private static Optional<String> canonical(String path) {
    String name = path.replace('/', '.');
    if (name.startsWith(".")) {
      name = name.substring(1);
    }
    if (name.startsWith(BertTensors.PREFIX)) {
      name = name.substring(BertTensors.PREFIX.length());
    }
    return PARTS.contains(name.substring(0, Math.max(0, name.indexOf('.'))))
        ? Optional.of(BertTensors.PREFIX + name)
        : Optional.empty();
  }
}
