package io.bertline.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a graph.
 *
 * @param name for example {@code /encoder/layer.0/attention/self/query/MatMul}
 * @param operation for example {@code MatMul}
 * @param inputs names of initialisers and of outputs of other nodes
 * @param outputs names of what it computes
 * @param constant value of a {@code Constant}; null for other operations
 */
public record OnnxNode(
    String name,
    String operation,
    List<String> inputs,
    List<String> outputs,
    @Nullable OnnxTensor constant) {
  public OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
