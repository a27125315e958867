package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.bertline.safetensors.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The program against Hugging Face transformers, with the weights of MiniLM-L6. */
class MiniLmIT {
  private static final String HIDDEN_STATES_AUTOMATIC =
      """
      def hidden_states(self, ids: Tensor, types: Tensor, attention_bias: Tensor, parameters: List[Tensor]) -> Tensor:
        x = self.embeddings(ids, types, torch.slice(parameters, 0, 5), 0.0)
        bias = torch.to(attention_bias, self.compute_dtype())
        for i in range(self.layers()):
          x = self.layer(x, x, bias, torch.slice(parameters, 5 + 12 * i, 17 + 12 * i), 0.0)
        return torch.to(x, 6)
      """;

  private static final String HIDDEN_STATES_BY_HAND =
      """
      def hidden_states(self, ids: Tensor, types: Tensor, attention_bias: Tensor, parameters: List[Tensor]) -> Tensor:
        everything = torch.empty([0])
        x = self.embeddings(ids, types, torch.slice(parameters, 0, 5), everything)[0]
        bias = self.head_bias(attention_bias)
        for i in range(self.layers()):
          x = self.layer(x, bias, torch.slice(parameters, 5 + 12 * i, 17 + 12 * i), False, everything, 0)[0][0]
        return torch.to(x, 6)
      """;

  private static final String POOLED =
      """
      def cls(self, ids: Tensor, types: Tensor, attention_bias: Tensor, parameters: List[Tensor]) -> Tensor:
        return self.encoder(ids, types, attention_bias, parameters)
      def pooled_output(self, ids: Tensor, types: Tensor, attention_bias: Tensor, parameters: List[Tensor]) -> Tensor:
        return self.pooled(self.cls(ids, types, attention_bias, parameters), parameters)
      """;

  @TempDir private static Path directory;
  private static Path softmax;
  private static Path sigmoid;

  /** How far a precision may be from 64-bit numbers; ten times what torch itself deviates. */
  private enum Tolerance {
    FP32(2e-5, 2e-6, 2e-6, 1e-6, 1e-5, 1e-5),
    BF16(0.1, 0.015, 5e-3, 1e-3, 2e-3, 3e-2);

    private final double hidden;
    private final double pooled;
    private final double logits;
    private final double loss;
    private final double norm;
    private final double gradient;

    Tolerance(
        double hidden, double pooled, double logits, double loss, double norm, double gradient) {
      this.hidden = hidden;
      this.pooled = pooled;
      this.logits = logits;
      this.loss = loss;
      this.norm = norm;
      this.gradient = gradient;
    }

    private ModelOptions options() {
      return new ModelOptions("cpu", Precision.valueOf(name()), 2);
    }
  }

  @BeforeAll
  static void writeModels() throws Exception {
    softmax = MiniLm.writeSoftmax(Files.createDirectory(directory.resolve("softmax")));
    sigmoid = MiniLm.writeSigmoid(Files.createDirectory(directory.resolve("sigmoid")));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void hiddenStatesAreThoseOfTransformers(Tolerance tolerance, BackwardPass backwardPass) {
    try (BertModel model = classifier(softmax, tolerance, backwardPass);
        BertProgram program =
            BertProgram.compile(
                model.manager(),
                BertProgram.text(model.settings())
                    + (backwardPass == BackwardPass.BY_HAND
                        ? HIDDEN_STATES_BY_HAND
                        : HIDDEN_STATES_AUTOMATIC)
                    + POOLED);
        BatchTensors batch =
            BatchTensors.of(Golden.batch(), model.config(), model.words(), model.manager())) {
      List<NDArray> parameters = model.copies();
      float[][] cls = rows(program.run("cls", batch, parameters));
      float[][] pooled = rows(program.run("pooled_output", batch, parameters));
      float[] all = program.run("hidden_states", batch, parameters).toFloatArray();
      for (int row = 0; row < cls.length; row++) {
        assertThat(cls[row])
            .containsExactly(
                Golden.floats(Golden.FORWARD.get("cls_hidden").get(row)),
                within((float) tolerance.hidden));
        assertThat(pooled[row])
            .containsExactly(
                Golden.floats(Golden.FORWARD.get("pooled").get(row)),
                within((float) tolerance.pooled));
        assertThat(mean(all, row))
            .containsExactly(
                Golden.floats(Golden.FORWARD.get("mean_hidden").get(row)),
                within((float) tolerance.hidden));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void logitsAreThoseOfTransformers(Tolerance tolerance, BackwardPass backwardPass) {
    try (BertModel twoUnits = classifier(softmax, tolerance, backwardPass);
        BertModel oneUnit = classifier(sigmoid, tolerance, backwardPass)) {
      float[][] logits = twoUnits.logits(Golden.batch());
      float[][] sigmoidLogits = oneUnit.logits(Golden.batch());
      for (int row = 0; row < logits.length; row++) {
        float[] expected = Golden.floats(Golden.FORWARD.get("logits").get(row));
        float z = (float) Golden.FORWARD.get("sigmoid_logit").get(row).asDouble();
        assertThat(logits[row]).containsExactly(expected, within((float) tolerance.logits));
        assertThat(sigmoidLogits[row])
            .containsExactly(new float[] {0, z}, within((float) tolerance.logits));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void lossesAndGradientNormsAreThoseOfTorch(Tolerance tolerance, BackwardPass backwardPass) {
    StepResult plain = step(softmax, tolerance, backwardPass, 1, 1);
    assertThat(plain.loss()).isCloseTo(golden("loss"), within(tolerance.loss));
    assertThat(plain.gradientNorm())
        .isCloseTo(golden("grad_global_norm"), withinPercentage(100 * tolerance.norm));
    assertThat(step(softmax, tolerance, backwardPass, 1, 5).loss())
        .isCloseTo(golden("loss_class_weights_1_5"), within(tolerance.loss));
    StepResult oneUnit = step(sigmoid, tolerance, backwardPass, 1, 1);
    assertThat(oneUnit.loss()).isCloseTo(golden("sigmoid_bce_loss"), within(tolerance.loss));
    assertThat(oneUnit.gradientNorm())
        .isCloseTo(golden("sigmoid_grad_global_norm"), withinPercentage(100 * tolerance.norm));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theGradientOfEveryParameterIsThatOfTorch(Tolerance tolerance, BackwardPass backwardPass) {
    try (BertModel model = classifier(softmax, tolerance, backwardPass);
        BertTrainer trainer = BertTrainer.of(model, options(1, 1));
        BertProgram program = BertProgram.compile(model.manager(), model.settings());
        NDManager owner = model.manager().newSubManager()) {
      List<NDArray> gradients = trainer.gradients(Golden.batch(), 1 / 8f, 0, owner).tensors();
      Map<String, Sums> found =
          sums(new ParameterValues(model.parameters().layout(), program.sums(gradients, owner)));
      for (JsonNode expected : Golden.GRADIENTS.get("parameters")) {
        Sums sums = named(found, expected);
        if (expected.get("noise").asBoolean()) {
          // Softmax ignores what a key's bias adds: the gradient is rounding noise.
          assertThat(sums.l2)
              .as(expected.toString())
              .isLessThan(tolerance == Tolerance.FP32 ? 1e-6 : 1e-3);
        } else {
          assertThat(sums.l2)
              .as(expected.toString())
              .isCloseTo(expected.get("l2").asDouble(), withinPercentage(100 * tolerance.gradient));
        }
      }
      assertThat(found).hasSize(Golden.GRADIENTS.get("parameters").size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "decay_all, BY_HAND",
    "decay_all, AUTOMATIC",
    "no_decay_bias_layernorm, BY_HAND",
    "no_decay_bias_layernorm, AUTOMATIC"
  })
  void threeStepsOfAdamWAreThoseOfTorch(String variant, BackwardPass backwardPass) {
    JsonNode expected = Golden.ADAMW.get("variants").get(variant);
    Predicate<Parameter> decays =
        variant.equals("decay_all") ? parameter -> true : Parameter::decays;
    try (BertModel model = classifier(softmax, Tolerance.FP32, backwardPass);
        BertTrainer trainer = BertTrainer.of(model, options(1, 1), decays)) {
      ParameterValues before = copy(model.parameters());
      for (int step = 0; step < 3; step++) {
        StepResult result = trainer.step(List.of(Golden.batch()), step, 5e-5);
        assertThat(result.loss())
            .isCloseTo(expected.get("loss_before_step").get(step).asDouble(), within(2e-6));
        assertThat(result.gradientNorm())
            .isCloseTo(
                expected.get("grad_norm_before_clip").get(step).asDouble(), withinPercentage(5e-3));
      }
      float[][] logits = model.logits(Golden.batch());
      for (int row = 0; row < logits.length; row++) {
        assertThat(logits[row])
            .containsExactly(Golden.floats(expected.get("logits_after_3").get(row)), within(5e-6f));
      }
      Map<String, Sums> after = sums(model.parameters());
      Map<String, Double> moved = distances(before, model.parameters());
      for (JsonNode parameter : expected.get("parameters")) {
        if (!parameter.get("noise").asBoolean()) {
          String name = parameter.get("name").asText();
          assertThat(named(after, parameter).absolute)
              .as(name)
              .isCloseTo(parameter.get("abs_sum").asDouble(), withinPercentage(1e-4));
          assertThat(named(moved, parameter))
              .as(name)
              .isCloseTo(parameter.get("delta_l2").asDouble(), withinPercentage(0.1));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void threeStepsInBfloat16LoseAsMuchAsIn64Bits(BackwardPass backwardPass) {
    JsonNode expected = Golden.ADAMW.get("variants").get("no_decay_bias_layernorm");
    try (BertModel model = classifier(softmax, Tolerance.BF16, backwardPass);
        BertTrainer trainer = BertTrainer.of(model, options(1, 1))) {
      for (int step = 0; step < 3; step++) {
        assertThat(trainer.step(List.of(Golden.batch()), step, 5e-5).loss())
            .isCloseTo(expected.get("loss_before_step").get(step).asDouble(), within(5e-3));
      }
    }
  }

  /** Each program in each precision. */
  static Stream<Arguments> programs() {
    return Arrays.stream(Tolerance.values())
        .flatMap(
            tolerance ->
                Arrays.stream(BackwardPass.values())
                    .map(backwardPass -> Arguments.of(tolerance, backwardPass)));
  }

  private static BertModel classifier(
      Path directory, Tolerance tolerance, BackwardPass backwardPass) {
    return BertModel.classifier(directory, tolerance.options(), device -> backwardPass);
  }

  private static <T> T named(Map<String, T> values, JsonNode parameter) {
    String name = parameter.get("name").asText();
    return Objects.requireNonNull(values.get(name), name);
  }

  private static double golden(String name) {
    return Golden.FORWARD.get(name).asDouble();
  }

  /** The golden AdamW clips to 0.5 and decays by 0.01. */
  private static TrainingOptions options(double... classWeights) {
    return new TrainingOptions(0, 0, 0, classWeights, 0.01, 0.5, 1, false, 0, 0);
  }

  private static StepResult step(
      Path classifier, Tolerance tolerance, BackwardPass backwardPass, double... classWeights) {
    try (BertModel model = classifier(classifier, tolerance, backwardPass);
        BertTrainer trainer = BertTrainer.of(model, options(classWeights))) {
      return trainer.step(List.of(Golden.batch()), 0, 5e-5);
    }
  }

  private static float[][] rows(NDArray matrix) {
    float[] flat = matrix.toFloatArray();
    int rows = Math.toIntExact(matrix.getShape().get(0));
    float[][] result = new float[rows][flat.length / rows];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(flat, row * result[row].length, result[row], 0, result[row].length);
    }
    return result;
  }

  private static float[] mean(float[] hiddenStates, int row) {
    Batch batch = Golden.batch();
    int hidden = MiniLm.CONFIG.hidden();
    float[] mean = new float[hidden];
    for (int i = 0; i < hidden; i++) {
      double sum = 0;
      for (int token = 0; token < batch.lengths()[row]; token++) {
        sum += hiddenStates[(row * batch.length() + token) * hidden + i];
      }
      mean[i] = (float) (sum / batch.lengths()[row]);
    }
    return mean;
  }

  private record Sums(double l2, double absolute) {}

  private static Map<String, Sums> sums(ParameterValues values) {
    Map<String, Sums> sums = new HashMap<>();
    for (TensorSpec tensor : values.layout().tensors()) {
      ByteBuffer numbers = values.values(tensor);
      double squares = 0;
      double absolute = 0;
      while (numbers.hasRemaining()) {
        float number = numbers.getFloat();
        squares += (double) number * number;
        absolute += Math.abs(number);
      }
      sums.put(tensor.name(), new Sums(Math.sqrt(squares), absolute));
    }
    return sums;
  }

  private static ParameterValues copy(ParameterValues values) {
    return new ParameterValues(
        values.layout(), values.tensors().stream().map(NDArray::duplicate).toList());
  }

  private static Map<String, Double> distances(ParameterValues from, ParameterValues to) {
    Map<String, Double> distances = new HashMap<>();
    for (TensorSpec tensor : from.layout().tensors()) {
      ByteBuffer a = from.values(tensor);
      ByteBuffer b = to.values(tensor);
      double squares = 0;
      while (a.hasRemaining()) {
        double difference = (double) b.getFloat() - a.getFloat();
        squares += difference * difference;
      }
      distances.put(tensor.name(), Math.sqrt(squares));
    }
    return distances;
  }
}
