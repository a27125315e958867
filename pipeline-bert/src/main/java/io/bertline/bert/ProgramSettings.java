package io.bertline.bert;

/**
 * What the program text of a model depends on; all other sizes come from the shapes of its
 * parameters.
 *
 * @param layers number of encoder layers, at least 1
 * @param heads attention heads of a layer
 * @param headSize numbers of a head
 * @param normEpsilon added to the variance in LayerNorm
 * @param sigmoidUnit whether one unit tells two labels apart
 * @param precision {@link Precision#FP32} or {@link Precision#BF16}
 * @param backwardPass how gradients are computed
 * @param dropout drop rate of hidden states and attention weights
 * @param headDropout drop rate of the pooled output
 * @param labelSmoothing share of the target spread over all labels
 * @param frozenLayers this many first layers are not trained
 * @param frozenParameters this many first parameters are not trained
 */
record ProgramSettings(
    int layers,
    int heads,
    int headSize,
    double normEpsilon,
    boolean sigmoidUnit,
    Precision precision,
    BackwardPass backwardPass,
    double dropout,
    double headDropout,
    double labelSmoothing,
    int frozenLayers,
    int frozenParameters) {
  private static final int FLOAT32 = 6;
  private static final int BFLOAT16 = 15;

  /** Returns the settings of a training program of this model. */
  ProgramSettings training(TrainingOptions options, int frozen) {
    return new ProgramSettings(
        layers,
        heads,
        headSize,
        normEpsilon,
        sigmoidUnit,
        precision,
        backwardPass,
        options.dropout(),
        options.headDropout(),
        options.labelSmoothing(),
        options.freezeLayers(),
        frozen);
  }

  /** Returns whether the program takes copies of parameters in the type of its products. */
  boolean copiesParameters() {
    return backwardPass == BackwardPass.BY_HAND && precision == Precision.BF16;
  }

  /** Returns one-line methods, which the rest of the program calls. */
  String prologue() {
    return method("layers", "int", layers)
        + method("heads", "int", heads)
        + method("attention_scale", "float", 1 / Math.sqrt(headSize))
        + method("norm_epsilon", "float", normEpsilon)
        + method("compute_dtype", "int", precision == Precision.BF16 ? BFLOAT16 : FLOAT32)
        + method("constant_logits", "int", sigmoidUnit ? 1 : 0)
        + method("dropout_rate", "float", dropout)
        + method("head_dropout_rate", "float", headDropout)
        + method("label_smoothing", "float", labelSmoothing)
        + method("frozen_layers", "int", frozenLayers)
        + method("frozen_parameters", "int", frozenParameters)
        + product();
  }

  /**
   * Returns the matrix product of the backward pass. oneDNN's operator is the fastest with fp32,
   * where {@code mm} leaves AMD processors on a slow path of MKL; with bfloat16 both end in oneDNN
   * and {@code mm} gets there sooner.
   */
  private String product() {
    String product =
        precision == Precision.BF16
            ? "torch.mm(a, b)"
            : "ops.mkldnn._linear_pointwise(a, torch.t(b), None, \"none\","
                + " annotate(List[Optional[number]], []), \"\")";
    return "def product(self, a: Tensor, b: Tensor) -> Tensor:\n  return " + product + "\n";
  }

  private static String method(String name, String type, Object value) {
    return "def " + name + "(self) -> " + type + ":\n  return " + value + "\n";
  }
}
