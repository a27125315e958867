package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The optimiser: Adam's running averages of each trained number, and the step that uses them. Its
 * state beside the averages is the number of the step, which the caller knows.
 */
final class AdamW {
  private static final String AVERAGES = "exp_avg/";
  private static final String SQUARES = "exp_avg_sq/";

  private final BertProgram program;
  private final NDManager manager;
  private final State state;
  private final ParameterValues averages;
  private final ParameterValues squares;
  private final double[] rateFactors;
  private final double[] weightDecays;
  private final double maxNorm;

  /**
   * What a step changes: one tensor for each trained parameter.
   *
   * @param parameters fp32
   * @param copies the same as the program takes them
   * @param averages running averages of the gradients, fp32
   * @param squares running averages of their squares, fp32
   */
  record State(
      List<NDArray> parameters,
      List<NDArray> copies,
      List<NDArray> averages,
      List<NDArray> squares) {}

  /**
   * @param layout layout of the trained parameters
   * @param parameters their tensors
   * @param copies the same as the program takes them
   * @param rateFactors share of the learning rate that each gets
   * @param decays whether weight decay applies to a parameter
   * @param manager owner of the averages
   */
  AdamW(
      BertProgram program,
      ParameterLayout layout,
      List<NDArray> parameters,
      List<NDArray> copies,
      double[] rateFactors,
      IntPredicate decays,
      TrainingOptions options,
      NDManager manager) {
    this.program = program;
    this.manager = manager;
    this.averages = ParameterValues.zeros(layout, manager);
    this.squares = ParameterValues.zeros(layout, manager);
    this.state = new State(parameters, copies, averages.tensors(), squares.tensors());
    this.rateFactors = rateFactors;
    this.weightDecays = new double[parameters.size()];
    Arrays.setAll(weightDecays, i -> decays.test(i) ? options.weightDecay() : 0);
    this.maxNorm = options.maxGradNorm() == 0 ? Double.POSITIVE_INFINITY : options.maxGradNorm();
  }

  /**
   * Clips the gradients and changes the parameters, unless a gradient is not finite.
   *
   * @param gradients one for each parameter
   * @param step 1 for the first step
   * @param stepManager owner of what the step makes
   * @return the global norm of the gradients before clipping, []
   */
  NDArray step(List<NDArray> gradients, long step, double learningRate, NDManager stepManager) {
    double[] rates = Arrays.stream(rateFactors).map(factor -> factor * learningRate).toArray();
    return program.adamw(state, gradients, step, rates, weightDecays, maxNorm, stepManager);
  }

  /** Returns what weight decay leaves of a parameter in a step. */
  double decayFactor(int parameter, double learningRate) {
    return 1 - rateFactors[parameter] * learningRate * weightDecays[parameter];
  }

  /** Writes the averages under the names of the parameters. */
  void save(Path file) throws IOException {
    Map<String, ParameterValues> moments = new LinkedHashMap<>();
    moments.put(AVERAGES, averages);
    moments.put(SQUARES, squares);
    WeightsFile.write(file, moments, Map.of());
  }

  /** Reads what {@link #save} wrote. */
  void load(Path file) {
    try (WeightsFile moments = WeightsFile.open(file)) {
      averages.replace(moments.withPrefix(AVERAGES), manager);
      squares.replace(moments.withPrefix(SQUARES), manager);
    }
  }
}
