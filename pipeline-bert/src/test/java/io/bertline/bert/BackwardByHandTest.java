package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each backward method against PyTorch's differentiation of its forward method, with dropout. */
class BackwardByHandTest {
  private static final int ROWS = 15;
  private static final int TEXTS = 3;
  private static final int HIDDEN = 16;
  private static final int HEADS = 4;
  private static final int FEED_FORWARD = 24;

  /** Enough for a layer: 2 * 15 * 16 rows and 12 * 5 * 5 attention weights. */
  private static final int FACTORS = 1000;

  private static final Shape ALL = new Shape(ROWS, HIDDEN);
  private static final Shape CLS = new Shape(TEXTS, HIDDEN);
  private static final Shape VECTOR = new Shape(HIDDEN);
  private static final Shape SQUARE = new Shape(HIDDEN, HIDDEN);
  private static final Shape HEAD_ROWS = new Shape(TEXTS * HEADS, 5, HIDDEN / HEADS);

  /** This operator has no derivative in PyTorch. */
  private static final String PRODUCT =
      "return ops.mkldnn._linear_pointwise(x, weight, bias, \"none\","
          + " annotate(List[Optional[number]], []), \"\")";

  /**
   * A pair of methods.
   *
   * @param result shape of the gradient that comes in
   * @param arguments shapes of what is differentiated
   */
  private record Method(String name, Shape result, List<Shape> arguments) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Method> methods() {
    Shape up = new Shape(FEED_FORWARD, HIDDEN);
    Shape down = new Shape(HIDDEN, FEED_FORWARD);
    Shape wide = new Shape(FEED_FORWARD);
    Shape qkv = new Shape(3 * HIDDEN, HIDDEN);
    Shape qkvBias = new Shape(3 * HIDDEN);
    List<Shape> layer =
        List.of(
            ALL, qkv, qkvBias, SQUARE, VECTOR, VECTOR, VECTOR, up, wide, down, VECTOR, VECTOR,
            VECTOR);
    return Stream.of(
        new Method("add_norm", ALL, List.of(ALL, ALL, VECTOR, VECTOR)),
        new Method(
            "embeddings",
            ALL,
            List.of(
                new Shape(9, HIDDEN), new Shape(8, HIDDEN), new Shape(2, HIDDEN), VECTOR, VECTOR)),
        new Method("attend", HEAD_ROWS, List.of(HEAD_ROWS, HEAD_ROWS, HEAD_ROWS)),
        new Method("feed_forward", ALL, List.of(ALL, up, wide, down, VECTOR)),
        new Method("attention", ALL, List.of(ALL, qkv, qkvBias)),
        new Method("cls_attention", CLS, List.of(ALL, qkv, qkvBias)),
        new Method("layer", ALL, layer),
        new Method("last_layer", CLS, layer));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void givesTheGradientsOfItsForward(Method method) throws IOException {
    try (NDManager manager = TorchRuntime.start(TinyModel.FP32);
        BertProgram program = BertProgram.compile(manager, text())) {
      Random random = new Random(3);
      NDList inputs = new NDList(factors(manager, random), drawn(manager, method.result, random));
      List<NDArray> tensors = new ArrayList<>();
      method.arguments.forEach(shape -> tensors.add(drawn(manager, shape, random)));
      NDList expected = program.differentiate(method.name + "_expected", inputs, tensors, manager);
      NDList found = program.differentiate(method.name + "_by_hand", inputs, tensors, manager);
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        float[] numbers = expected.get(i).toFloatArray();
        assertThat(found.get(i).getShape()).isEqualTo(expected.get(i).getShape());
        assertThat(found.get(i).toFloatArray())
            .as("gradient %d", i)
            .containsExactly(numbers, within(2e-5f * largest(numbers)));
      }
    }
  }

  /** The program, with a product that PyTorch can differentiate. */
  private static String text() throws IOException {
    ProgramSettings settings =
        new ProgramSettings(
            2,
            HEADS,
            HIDDEN / HEADS,
            1e-12,
            true,
            Precision.FP32,
            BackwardPass.BY_HAND,
            0.1,
            0.1,
            0,
            0,
            0);
    String program = BertProgram.text(settings);
    assertThat(program).contains(PRODUCT);
    try (InputStream reference =
        BackwardByHandTest.class.getResourceAsStream("backward_reference.torchscript")) {
      return program.replace(PRODUCT, "return torch.linear(x, weight, bias)")
          + new String(reference.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static NDArray factors(NDManager manager, Random random) {
    float[] factors = new float[FACTORS];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextInt(4) == 0 ? 0 : 1.25f;
    }
    return manager.create(factors);
  }

  private static NDArray drawn(NDManager manager, Shape shape, Random random) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, shape).toType(DataType.FLOAT32, false);
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isPositive();
    return largest;
  }
}
