package io.bertline.bert;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The TorchScript program of one model: its methods as typed calls. Tensors that a call returns
 * belong to the manager of the batch. Not safe for several threads at a time.
 */
final class BertProgram implements AutoCloseable {
  private final PtSymbolBlock block;

  private BertProgram(PtSymbolBlock block) {
    this.block = block;
  }

  /** Compiles the program for the device of the manager, which owns it. */
  static BertProgram compile(NDManager manager, ProgramSettings settings) {
    return compile(manager, text(settings));
  }

  /** Returns the text of the program. */
  static String text(ProgramSettings settings) {
    StringBuilder methods = new StringBuilder(settings.prologue());
    for (String name : settings.backwardPass().sources()) {
      methods.append(resource(name + ".torchscript"));
    }
    return methods.toString();
  }

  /** Compiles a program from the text of its methods. */
  static BertProgram compile(NDManager manager, String methods) {
    // Re-specialising every batch shape costs more than it saves, and would change the bits.
    JniUtils.setGraphExecutorOptimize(false);
    try (InputStream archive = new ByteArrayInputStream(TorchScriptArchive.of(methods))) {
      return new BertProgram(JniUtils.loadModule((PtNDManager) manager, archive, false, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream text = BertProgram.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns logits without dropout, fp32 [rows, labels]. */
  NDArray logits(BatchTensors batch, List<NDArray> parameters) {
    return run("logits", batch, parameters);
  }

  /** Runs a method of (ids, types, attention_bias, parameters) that returns a tensor. */
  NDArray run(String method, BatchTensors batch, List<NDArray> parameters) {
    try (ProgramArguments arguments =
        new ProgramArguments()
            .tensor(batch.ids())
            .tensor(batch.types())
            .tensor(batch.attentionBias())
            .tensors(parameters)) {
      return call(method, arguments, batch.manager());
    }
  }

  /**
   * Returns parameters as the program takes them: weights and biases of products in the type that
   * they run in, where they are not cast for automatic differentiation; else the same tensors.
   *
   * @param manager owner of copies
   */
  List<NDArray> copies(ParameterValues parameters, ProgramSettings settings, NDManager manager) {
    List<NDArray> copies = new ArrayList<>(parameters.tensors());
    if (settings.copiesParameters()) {
      replace(copies, parameters.layout()::isOfProduct, "in_compute_dtype", manager);
    }
    return List.copyOf(copies);
  }

  /**
   * Returns copies that can only be scored with, faster: their weights lie as the products read
   * them. Where the program takes no copies they are the same tensors, as that would double the
   * memory.
   *
   * @param manager owner of the copies
   */
  List<NDArray> packedCopies(
      ParameterValues parameters, ProgramSettings settings, NDManager manager) {
    List<NDArray> copies = new ArrayList<>(copies(parameters, settings, manager));
    if (settings.copiesParameters()) {
      List<NDArray> plain = List.copyOf(copies);
      replace(copies, parameters.layout()::isPackable, "packed", manager);
      IntStream.range(0, copies.size())
          .filter(i -> copies.get(i) != plain.get(i))
          .forEach(i -> plain.get(i).close());
    }
    return List.copyOf(copies);
  }

  /** Replaces some tensors by what a method makes of them. */
  private void replace(
      List<NDArray> tensors, IntPredicate chosen, String method, NDManager manager) {
    List<Integer> places = IntStream.range(0, tensors.size()).filter(chosen).boxed().toList();
    NDList made = tensors(method, places.stream().map(tensors::get).toList(), manager);
    for (int i = 0; i < places.size(); i++) {
      tensors.set(places.get(i), made.get(i));
    }
  }

  /** Brings copies of parameters up to date. */
  void refresh(List<NDArray> copies, List<NDArray> parameters) {
    try (ProgramArguments arguments = new ProgramArguments().tensors(copies).tensors(parameters)) {
      run("refresh", arguments).close();
    }
  }

  /**
   * Returns the scaled loss followed by its gradient with respect to every parameter that is not
   * frozen.
   *
   * @param dropout what {@link Dropout} gives for the batch
   * @param parameters as the program takes them
   */
  NDList gradients(
      BatchTensors batch, Targets targets, List<NDArray> dropout, List<NDArray> parameters) {
    NDList inputs =
        new NDList(
            batch.ids(),
            batch.types(),
            batch.attentionBias(),
            targets.labels(),
            targets.classWeights(),
            targets.lossScale());
    inputs.addAll(dropout);
    return differentiate("gradients", inputs, parameters, batch.manager());
  }

  /**
   * Runs a method that uses automatic differentiation.
   *
   * @param inputs its first arguments
   * @param parameters its last argument, a list
   * @param manager owner of what the call needs; the result belongs to none yet
   */
  NDList differentiate(String method, NDList inputs, List<NDArray> parameters, NDManager manager) {
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(true);
    NDList arguments = new NDList(inputs);
    for (NDArray parameter : parameters) {
      // Arrays named so become one list argument.
      parameter.setName("parameters[]");
      arguments.add(parameter);
    }
    NDArray selector = manager.create(0);
    selector.setName("module_method:" + method);
    arguments.add(selector);
    try {
      // Only forward(.., true) runs outside PyTorch's inference mode, which has no gradients.
      return IValueUtils.forward(block, arguments, true);
    } catch (EngineException e) {
      throw failure(method, e);
    }
  }

  /**
   * Returns gradients in fp32, to which more can be added.
   *
   * @param manager owner of the result
   */
  NDList sums(List<NDArray> gradients, NDManager manager) {
    return tensors("sums", gradients, manager);
  }

  /** Adds gradients to those of earlier micro-batches, in place. */
  void accumulate(List<NDArray> sums, List<NDArray> gradients) {
    try (ProgramArguments arguments = new ProgramArguments().tensors(sums).tensors(gradients)) {
      run("accumulate", arguments).close();
    }
  }

  /**
   * Clips the gradients and takes one AdamW step, in place.
   *
   * @param state what it changes
   * @param gradients one for each parameter
   * @param step 1 for the first step
   * @param learningRates of each parameter
   * @param weightDecays of each parameter
   * @param maxNorm greatest global norm of the gradients; infinite for no clipping
   * @param manager owner of the result
   * @return the global norm of the gradients before clipping
   */
  NDArray adamw(
      AdamW.State state,
      List<NDArray> gradients,
      long step,
      double[] learningRates,
      double[] weightDecays,
      double maxNorm,
      NDManager manager) {
    try (ProgramArguments arguments =
        new ProgramArguments()
            .singletons(state.parameters())
            .tensors(gradients)
            .singletons(state.averages())
            .singletons(state.squares())
            .tensors(state.copies())
            .tensor(manager.create((float) step))
            .numbers(learningRates)
            .numbers(weightDecays)
            .number(maxNorm)) {
      return call("adamw", arguments, manager);
    }
  }

  @Override
  public void close() {
    block.close();
  }

  private NDList tensors(String method, List<NDArray> tensors, NDManager manager) {
    try (ProgramArguments arguments = new ProgramArguments().tensors(tensors);
        IValue result = run(method, arguments)) {
      return result.toNDList((PtNDManager) manager);
    }
  }

  private NDArray call(String method, ProgramArguments arguments, NDManager manager) {
    try (IValue result = run(method, arguments)) {
      return result.toTensor((PtNDManager) manager);
    }
  }

  private IValue run(String method, ProgramArguments arguments) {
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return IValueUtils.runMethod(block, method, arguments.array());
    } catch (EngineException e) {
      throw failure(method, e);
    }
  }

  /** PyTorch reports exhausted memory only in words. */
  private static RuntimeException failure(String method, EngineException e) {
    String message = String.valueOf(e.getMessage());
    String words = message.toLowerCase(Locale.ROOT);
    if (words.contains("out of memory") || words.contains("can't allocate memory")) {
      return new BertlineException(
          FailureKind.OUT_OF_RESOURCES,
          "PyTorch ran out of memory in '"
              + method
              + "': use a smaller batch, a shorter maximum length, or more memory",
          e);
    }
    return e;
  }
}
