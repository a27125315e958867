package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertTensors;
import io.bertline.tensorbundle.BundleTensor;
import io.bertline.tensorbundle.TensorBundle;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Weights in a checkpoint of Google's own BERT, <a
 * href="https://github.com/google-research/bert/blob/master/modeling.py">modeling.py</a>: {@code
 * bert/encoder/layer_0/attention/self/query/kernel}, dense kernels as [in, out]. A module of
 * TensorFlow Hub puts its own name before {@code bert/}.
 *
 * <p>Since 2019 Google's code approximates GELU by a tanh. The weights are the same and are used
 * with the exact one everywhere since; hidden states differ by less than 0.1 %.
 */
final class TensorFlowWeights implements PretrainedWeights {
  /** All BERTs that Google published have heads of this size; no variable says it. */
  private static final int HEAD_SIZE = 64;

  private static final String KERNEL = "/kernel";

  private final String uri;
  private final TensorBundle bundle;
  private final Map<String, String> variables;
  private final BertConfig config;

  private TensorFlowWeights(
      String uri, TensorBundle bundle, Map<String, String> variables, @Nullable BertConfig config) {
    this.uri = uri;
    this.bundle = bundle;
    this.variables = variables;
    this.config = config != null ? config : architecture();
  }

  /**
   * Reads which variable is which parameter.
   *
   * @param uri how messages name the index
   * @param config the architecture; null to tell it from the variables
   * @throws BertlineException {@code BAD_INPUT} if the variables are not those of a BERT
   */
  static TensorFlowWeights of(String uri, TensorBundle bundle, @Nullable BertConfig config) {
    Map<String, String> variables = new HashMap<>();
    for (String variable : bundle.tensors().keySet()) {
      parameter(variable).ifPresent(name -> variables.put(name, variable));
    }
    try {
      return new TensorFlowWeights(uri, bundle, variables, config);
    } catch (RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  /** Returns the name of transformers, if the variable is one of BERT itself. */
  static Optional<String> parameter(String variable) {
    int start = variable.startsWith("bert/") ? 0 : variable.indexOf("/bert/") + 1;
    if (start == 0 && !variable.startsWith("bert/")) {
      return Optional.empty();
    }
    String name =
        variable
            .substring(start)
            .replaceFirst("/layer_(\\d+)/", "/layer/$1/")
            .replaceFirst("/kernel$", "/weight")
            .replaceFirst("/gamma$", "/weight")
            .replaceFirst("/beta$", "/bias")
            .replaceFirst("_embeddings$", "_embeddings/weight");
    return Optional.of(name.replace('/', '.'));
  }

  private BertConfig architecture() {
    List<Long> words = require("embeddings.word_embeddings.weight", 2);
    int hidden = Math.toIntExact(words.get(1));
    if (hidden % HEAD_SIZE != 0) {
      throw bad(
          "has a hidden size of "
              + hidden
              + ", which does not tell the number of heads; put the model's bert_config.json"
              + " beside it");
    }
    int layers = 0;
    while (variables.containsKey(layer(layers) + "output.dense.weight")) {
      layers++;
    }
    try {
      return new BertConfig(
          layers,
          hidden,
          hidden / HEAD_SIZE,
          Math.toIntExact(require("encoder.layer.0.intermediate.dense.bias", 1).get(0)),
          Math.toIntExact(words.get(0)),
          Math.toIntExact(require("embeddings.position_embeddings.weight", 2).get(0)),
          Math.toIntExact(require("embeddings.token_type_embeddings.weight", 2).get(0)),
          1e-12,
          BertConfig.GELU,
          0.02,
          0,
          List.of());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw bad("is not a BERT: " + e.getMessage());
    }
  }

  private static String layer(int number) {
    return BertTensors.PREFIX + "encoder.layer." + number + ".";
  }

  private List<Long> require(String name, int dimensions) {
    return shape(BertTensors.PREFIX + name)
        .filter(shape -> shape.size() == dimensions)
        .orElseThrow(
            () ->
                bad(
                    "has no weights for %s; is it a checkpoint of Google's BERT? Its variables start with %s"
                        .formatted(
                            BertTensors.PREFIX + name,
                            bundle.tensors().keySet().stream().limit(3).toList())));
  }

  @Override
  public BertConfig config() {
    return config;
  }

  @Override
  public Optional<List<Long>> shape(String name) {
    String variable = variables.get(name);
    if (variable == null) {
      return Optional.empty();
    }
    BundleTensor tensor = Objects.requireNonNull(bundle.tensors().get(variable));
    if (tensor.partitioned()) {
      throw bad("variable " + variable + " is partitioned, which is not read; save it as one");
    }
    if (tensor.dataType() != BundleTensor.FLOAT) {
      throw bad(
          "variable %s has the data type %d, expected %d (32-bit floats)"
              .formatted(variable, tensor.dataType(), BundleTensor.FLOAT));
    }
    List<Long> shape = tensor.shape();
    return Optional.of(
        isKernel(variable) && shape.size() == 2 ? List.of(shape.get(1), shape.get(0)) : shape);
  }

  @Override
  public ByteBuffer read(String name) {
    String variable = Objects.requireNonNull(variables.get(name), name);
    ByteBuffer values = bundle.read(variable);
    if (!isKernel(variable)) {
      return values;
    }
    List<Long> shape = Objects.requireNonNull(bundle.tensors().get(variable)).shape();
    return Transposition.of(values, Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)));
  }

  private static boolean isKernel(String variable) {
    return variable.endsWith(KERNEL);
  }

  private BertlineException bad(String problem) {
    return new BertlineException(FailureKind.BAD_INPUT, uri + ": " + problem);
  }

  @Override
  public void close() {
    bundle.close();
  }
}
