package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;

/** Arguments of one call of a program. Closing it frees their native handles, not the tensors. */
final class ProgramArguments implements AutoCloseable {
  private final List<IValue> arguments = new ArrayList<>();
  private final List<IValue> parts = new ArrayList<>();

  ProgramArguments tensor(NDArray tensor) {
    arguments.add(IValue.from((PtNDArray) tensor));
    return this;
  }

  ProgramArguments tensors(List<NDArray> tensors) {
    arguments.add(list(tensors));
    return this;
  }

  /** Adds a list with a list of one for each tensor. */
  ProgramArguments singletons(List<NDArray> tensors) {
    IValue[] lists = tensors.stream().map(tensor -> list(List.of(tensor))).toArray(IValue[]::new);
    parts.addAll(List.of(lists));
    arguments.add(IValue.listFrom(lists));
    return this;
  }

  ProgramArguments number(double number) {
    arguments.add(IValue.from(number));
    return this;
  }

  ProgramArguments numbers(double... numbers) {
    arguments.add(IValue.listFrom(numbers));
    return this;
  }

  IValue[] array() {
    return arguments.toArray(IValue[]::new);
  }

  @Override
  public void close() {
    arguments.forEach(IValue::close);
    parts.forEach(IValue::close);
  }

  private static IValue list(List<NDArray> tensors) {
    return IValue.listFrom(tensors.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }
}
