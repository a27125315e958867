package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.bertline.safetensors.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A number for every trained number of a model, on its device: the parameters themselves, or an
 * average that the optimiser keeps of each. The program changes them in place.
 */
final class ParameterValues {
  private final ParameterLayout layout;
  private final List<NDArray> tensors;
  private final WordOrder words;
  private final Map<String, Rows> rows = new HashMap<>();

  /**
   * Takes tensors whose words have the order of the token ids.
   *
   * @param tensors one for each parameter of the layout
   */
  ParameterValues(ParameterLayout layout, List<NDArray> tensors) {
    this(layout, tensors, WordOrder.natural(0));
  }

  /**
   * @param tensors one for each parameter of the layout
   * @param words order of the rows of the word embeddings
   */
  ParameterValues(ParameterLayout layout, List<NDArray> tensors, WordOrder words) {
    this.layout = layout;
    this.tensors = List.copyOf(tensors);
    this.words = words;
    for (int i = 0; i < this.tensors.size(); i++) {
      Parameter parameter = layout.parameters().get(i);
      int first = -parameter.constantRows();
      for (TensorSpec source : parameter.sources()) {
        rows.put(source.name(), new Rows(this.tensors.get(i), first, parameter.rowBytes()));
        first += Math.toIntExact(source.shape().get(0));
      }
    }
  }

  /** Where the values of a Hugging Face tensor come from: little-endian 32-bit floats. */
  @FunctionalInterface
  interface Source {
    ByteBuffer read(TensorSpec tensor);
  }

  /** Returns zeros, as many words as the layout has. */
  static ParameterValues zeros(ParameterLayout layout, NDManager manager) {
    return new ParameterValues(
        layout,
        layout.parameters().stream()
            .map(parameter -> manager.zeros(parameter.shape(), DataType.FLOAT32))
            .toList());
  }

  /** Reads Hugging Face tensors, and puts the words into an order. */
  static ParameterValues read(
      ParameterLayout layout, Source source, WordOrder words, NDManager manager) {
    List<NDArray> tensors = new ArrayList<>();
    for (Parameter parameter : layout.parameters()) {
      // The copy lives in PyTorch's own memory: aligned, and not under the limit of the Java heap.
      try (NDArray view = view(parameter, words.inMemory(source), manager)) {
        tensors.add(view.duplicate());
      }
    }
    return new ParameterValues(layout, tensors, words);
  }

  /** Reads Hugging Face tensors into the tensors that are here. */
  void replace(Source source, NDManager manager) {
    for (int i = 0; i < tensors.size(); i++) {
      try (NDArray view = view(layout.parameters().get(i), words.inMemory(source), manager)) {
        tensors.get(i).set(new NDIndex(":"), view);
      }
    }
  }

  /** Returns values that are still in Java's memory. */
  private static NDArray view(Parameter parameter, Source source, NDManager manager) {
    return manager.create(stack(parameter, source), parameter.shape(), DataType.FLOAT32);
  }

  ParameterLayout layout() {
    return layout;
  }

  /** Returns the tensors of the program, fp32, one for each parameter of the layout. */
  List<NDArray> tensors() {
    return tensors;
  }

  /** Returns a copy of the values of a Hugging Face tensor, little-endian. */
  ByteBuffer values(TensorSpec tensor) {
    ByteBuffer values = Objects.requireNonNull(rows.get(tensor.name()), tensor.name()).read(tensor);
    return words.inFile(tensor, values);
  }

  private static ByteBuffer stack(Parameter parameter, Source source) {
    if (parameter.sources().size() == 1 && parameter.constantRows() == 0) {
      ByteBuffer values = source.read(parameter.sources().get(0));
      if (values.isDirect()) {
        return values.order(ByteOrder.nativeOrder());
      }
    }
    ByteBuffer stacked =
        ByteBuffer.allocateDirect(Math.toIntExact(parameter.shape().size() * Float.BYTES))
            .order(ByteOrder.nativeOrder());
    int skipped = parameter.constantRows() * parameter.rowBytes();
    for (TensorSpec tensor : parameter.sources()) {
      ByteBuffer values = source.read(tensor);
      stacked.put(values.position(values.position() + skipped));
      skipped = 0;
    }
    return stacked.flip();
  }

  /**
   * A Hugging Face tensor as rows of a tensor of the program.
   *
   * @param first its first row; rows before row 0 are 0
   */
  private record Rows(NDArray tensor, int first, int rowBytes) {

    ByteBuffer read(TensorSpec source) {
      ByteBuffer values =
          ByteBuffer.allocate(Math.toIntExact(source.byteSize())).order(ByteOrder.LITTLE_ENDIAN);
      int zeros = Math.max(0, -first) * rowBytes;
      int start = Math.max(0, first) * rowBytes;
      return values.put(zeros, tensor.toByteBuffer(), start, values.capacity() - zeros);
    }
  }
}
