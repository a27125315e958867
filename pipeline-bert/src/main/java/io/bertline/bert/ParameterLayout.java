package io.bertline.bert;

import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertTensors;
import io.bertline.safetensors.TensorSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The one place that knows how the tensors of the program are made of the tensors of a Hugging Face
 * file: query, key and value are one matrix of three row ranges, and a sigmoid unit is the second
 * row of a classifier whose first row is 0.
 *
 * @param parameters tensors in the order the program takes them: 5 of the embeddings, 12 of each
 *     layer, 4 of the head
 */
record ParameterLayout(List<Parameter> parameters) {
  private static final int EMBEDDING_PARAMETERS = 5;
  private static final int LAYER_PARAMETERS = 12;
  private static final int HEAD_PARAMETERS = 4;

  ParameterLayout {
    parameters = List.copyOf(parameters);
  }

  /**
   * Returns the layout of a classifier.
   *
   * @param config architecture with the labels of the classifier
   * @param sigmoidUnit whether two labels are told apart by one unit
   */
  static ParameterLayout of(BertConfig config, boolean sigmoidUnit) {
    List<Parameter> parameters = new ArrayList<>();
    Iterator<TensorSpec> encoder = BertTensors.encoder(config).iterator();
    for (int i = 0; i < EMBEDDING_PARAMETERS; i++) {
      parameters.add(Parameter.of(encoder.next()));
    }
    while (encoder.hasNext()) {
      addLayer(parameters, encoder);
    }
    BertTensors.pooler(config).forEach(tensor -> parameters.add(Parameter.of(tensor)));
    BertTensors.classifier(config)
        .forEach(tensor -> parameters.add(new Parameter(List.of(tensor), sigmoidUnit ? 1 : 0)));
    return new ParameterLayout(parameters);
  }

  /** Fuses weight and bias of query, key and value; the other ten tensors stay as they are. */
  private static void addLayer(List<Parameter> parameters, Iterator<TensorSpec> encoder) {
    TensorSpec[] attention = new TensorSpec[6];
    for (int i = 0; i < attention.length; i++) {
      attention[i] = encoder.next();
    }
    parameters.add(Parameter.of(attention[0], attention[2], attention[4]));
    parameters.add(Parameter.of(attention[1], attention[3], attention[5]));
    for (int i = 2; i < LAYER_PARAMETERS; i++) {
      parameters.add(Parameter.of(encoder.next()));
    }
  }

  /** Returns how many first parameters are not trained. */
  int frozenParameters(TrainingOptions options) {
    int layers = options.freezeLayers() * LAYER_PARAMETERS;
    return options.freezesEmbeddings() ? EMBEDDING_PARAMETERS + layers : 0;
  }

  /**
   * Returns the number of layers above a parameter and its own: 0 for the head, the number of
   * layers plus 1 for the embeddings.
   */
  int distanceToHead(int parameter) {
    int head = parameters.size() - HEAD_PARAMETERS;
    int layers = (head - EMBEDDING_PARAMETERS) / LAYER_PARAMETERS;
    if (parameter >= head) {
      return 0;
    }
    return parameter < EMBEDDING_PARAMETERS
        ? layers + 1
        : layers - (parameter - EMBEDDING_PARAMETERS) / LAYER_PARAMETERS;
  }

  /** Returns whether a parameter is weight or bias of a product in a layer. */
  boolean isOfProduct(int parameter) {
    return distanceToHead(parameter) > 0
        && parameter >= EMBEDDING_PARAMETERS
        && !parameters.get(parameter).sources().get(0).name().contains("LayerNorm");
  }

  /**
   * Returns whether a parameter is the weight of a product in a layer, and is used as a whole: the
   * last layer takes query apart from key and value.
   */
  boolean isPackable(int parameter) {
    List<Long> shape = parameters.get(parameter).sources().get(0).shape();
    boolean fused = parameters.get(parameter).sources().size() > 1;
    return isOfProduct(parameter)
        && shape.size() == 2
        && !(fused && distanceToHead(parameter) == 1);
  }

  /** Returns this layout with only so many first words. */
  ParameterLayout withWords(int words) {
    List<Parameter> fewer = new ArrayList<>(parameters);
    TensorSpec table = parameters.get(0).sources().get(0);
    fewer.set(0, Parameter.of(TensorSpec.float32(table.name(), words, table.shape().get(1))));
    return new ParameterLayout(fewer);
  }

  /** Returns the parameters from an index on. */
  ParameterLayout from(int firstParameter) {
    return new ParameterLayout(parameters.subList(firstParameter, parameters.size()));
  }

  /** Returns the Hugging Face tensors in the order of the parameters. */
  List<TensorSpec> tensors() {
    return parameters.stream().flatMap(parameter -> parameter.sources().stream()).toList();
  }

  /** Returns the number of numbers in the program's tensors. */
  long numbers() {
    return parameters.stream().mapToLong(parameter -> parameter.shape().size()).sum();
  }
}
