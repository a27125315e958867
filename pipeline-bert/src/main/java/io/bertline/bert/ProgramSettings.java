package io.bertline.bert;

/**
 * What the program text of a model depends on; all other sizes come from the shapes of its
 * parameters.
 *
 * @param layers number of encoder layers, at least 1
 * @param heads attention heads of a layer
 * @param normEpsilon added to the variance in LayerNorm
 * @param sigmoidUnit whether one unit tells two labels apart
 * @param precision {@link Precision#FP32} or {@link Precision#BF16}
 * @param gpu whether it runs on a graphics card
 * @param labelSmoothing share of the target spread over all labels
 * @param frozenParameters this many first parameters are not trained
 */
record ProgramSettings(
    int layers,
    int heads,
    double normEpsilon,
    boolean sigmoidUnit,
    Precision precision,
    boolean gpu,
    double labelSmoothing,
    int frozenParameters) {
  private static final int FLOAT32 = 6;
  private static final int BFLOAT16 = 15;

  /** Returns the settings of a training program of this model. */
  ProgramSettings training(double smoothing, int frozen) {
    return new ProgramSettings(
        layers, heads, normEpsilon, sigmoidUnit, precision, gpu, smoothing, frozen);
  }

  /**
   * Returns how many numbers of the encoder dropout decides about, in the order of the program: the
   * embeddings, then for each layer attention weights, attention output and feed-forward output.
   * The last layer computes the row of [CLS] only.
   */
  long droppedPlaces(Batch batch, int hidden) {
    long tokens = (long) batch.rows() * batch.length();
    long layer = tokens * heads * batch.length() + 2 * tokens * hidden;
    long lastLayer = tokens * heads + 2L * batch.rows() * hidden;
    return tokens * hidden + (layers - 1) * layer + lastLayer;
  }

  /** Returns one-line methods, which the rest of the program calls. */
  String prologue() {
    int dtype = precision == Precision.BF16 ? BFLOAT16 : FLOAT32;
    // On a processor LayerNorm takes 32-bit gain and shift with 16-bit input; CUDA's does not.
    int normDtype = gpu ? dtype : FLOAT32;
    return method("layers", "int", layers)
        + method("heads", "int", heads)
        + method("norm_epsilon", "float", normEpsilon)
        + method("compute_dtype", "int", dtype)
        + method("norm_dtype", "int", normDtype)
        + method("constant_logits", "int", sigmoidUnit ? 1 : 0)
        + method("label_smoothing", "float", labelSmoothing)
        + method("frozen_parameters", "int", frozenParameters);
  }

  private static String method(String name, String type, Object value) {
    return "def " + name + "(self) -> " + type + ":\n  return " + value + "\n";
  }
}
