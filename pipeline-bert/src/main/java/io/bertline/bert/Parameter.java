package io.bertline.bert;

import ai.djl.ndarray.types.Shape;
import io.bertline.safetensors.TensorSpec;
import java.util.List;

/**
 * One tensor of the program: Hugging Face tensors stacked by rows.
 *
 * @param sources the stacked tensors, top first; they have the same size apart from their rows
 * @param constantRows this many first rows of the stack are 0 and not part of the program's tensor
 */
record Parameter(List<TensorSpec> sources, int constantRows) {
  Parameter {
    sources = List.copyOf(sources);
  }

  static Parameter of(TensorSpec... sources) {
    return new Parameter(List.of(sources), 0);
  }

  /** Returns the shape of the program's tensor. */
  Shape shape() {
    long rows = sources.stream().mapToLong(source -> source.shape().get(0)).sum() - constantRows;
    long[] shape = sources.get(0).shape().stream().mapToLong(Long::longValue).toArray();
    shape[0] = rows;
    return new Shape(shape);
  }

  /** Returns the bytes of one row. */
  int rowBytes() {
    TensorSpec first = sources.get(0);
    return Math.toIntExact(first.byteSize() / first.shape().get(0));
  }

  /** Returns whether weight decay applies: to matrices, not to biases and LayerNorm. */
  boolean decays() {
    String name = sources.get(0).name();
    return !name.endsWith(".bias") && !name.contains("LayerNorm");
  }
}
