package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The optimiser: Adam's running averages of each trained number, and the step that uses them. Its
 * state beside the averages is the number of the step, which the caller knows.
 */
final class AdamW {
  private static final String AVERAGES = "exp_avg/";
  private static final String SQUARES = "exp_avg_sq/";

  private final BertProgram program;
  private final ParameterLayout layout;
  private final List<NDArray> parameters;
  private final Predicate<Parameter> decays;
  private final double weightDecay;
  private final double maxNorm;
  private final NDManager manager;
  private ParameterValues averages;
  private ParameterValues squares;

  /**
   * @param layout layout of the trained parameters
   * @param parameters their tensors
   * @param decays which of them weight decay applies to
   * @param manager owner of the averages
   */
  AdamW(
      BertProgram program,
      ParameterLayout layout,
      List<NDArray> parameters,
      Predicate<Parameter> decays,
      TrainingOptions options,
      NDManager manager) {
    this.program = program;
    this.layout = layout;
    this.parameters = parameters;
    this.decays = decays;
    this.weightDecay = options.weightDecay();
    this.maxNorm = options.maxGradNorm() == 0 ? Double.POSITIVE_INFINITY : options.maxGradNorm();
    this.manager = manager;
    this.averages = ParameterValues.zeros(layout, manager);
    this.squares = ParameterValues.zeros(layout, manager);
  }

  /**
   * A part of the parameters with one weight decay.
   *
   * @param gradients as long as {@code parameters}, like the other lists
   */
  record Group(
      List<NDArray> parameters,
      List<NDArray> gradients,
      List<NDArray> averages,
      List<NDArray> squares,
      double learningRate,
      double weightDecay) {}

  /**
   * Clips the gradients and changes the parameters.
   *
   * @param gradients one for each parameter
   * @param step 1 for the first step
   * @param stepManager owner of what the step makes
   * @return the global norm of the gradients before clipping
   */
  double step(List<NDArray> gradients, long step, double learningRate, NDManager stepManager) {
    List<Group> groups =
        List.of(
            group(gradients, decays, learningRate, weightDecay),
            group(gradients, decays.negate(), learningRate, 0));
    List<Group> filled = groups.stream().filter(group -> !group.parameters.isEmpty()).toList();
    return program.adamw(filled, step, maxNorm, stepManager).getFloat();
  }

  private Group group(
      List<NDArray> gradients, Predicate<Parameter> members, double learningRate, double decay) {
    Group group =
        new Group(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            learningRate,
            decay);
    for (int i = 0; i < parameters.size(); i++) {
      if (members.test(layout.parameters().get(i))) {
        group.parameters.add(parameters.get(i));
        group.gradients.add(gradients.get(i));
        group.averages.add(averages.tensors().get(i));
        group.squares.add(squares.tensors().get(i));
      }
    }
    return group;
  }

  /** Writes the averages under the names of the parameters. */
  void save(Path file) throws IOException {
    Map<String, ParameterValues> moments = new LinkedHashMap<>();
    moments.put(AVERAGES, averages);
    moments.put(SQUARES, squares);
    WeightsFile.write(file, moments);
  }

  /** Reads what {@link #save} wrote. */
  void load(Path file) {
    try (WeightsFile moments = WeightsFile.open(file)) {
      averages = replace(averages, moments.withPrefix(AVERAGES));
      squares = replace(squares, moments.withPrefix(SQUARES));
    }
  }

  private ParameterValues replace(ParameterValues old, ParameterValues.Source source) {
    ParameterValues replacement = ParameterValues.read(layout, source, manager);
    old.tensors().forEach(NDArray::close);
    return replacement;
  }
}
