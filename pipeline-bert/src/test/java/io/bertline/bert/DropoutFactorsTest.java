package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutFactorsTest {
  private static final int COUNT = 1 << 20;

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.1, 0.3, 0.5, 0.6, 0.9})
  void dropsTheWantedShareAndScalesTheRestSoThatTheMeanIsOne(double rate) {
    DropoutFactors factors = new DropoutFactors(rate);
    float[] values = draw(factors, COUNT, 1);
    int dropped = 0;
    double sum = 0;
    Set<Float> kept = new HashSet<>();
    for (float value : values) {
      sum += value;
      if (value == 0) {
        dropped++;
      } else {
        kept.add(value);
      }
    }
    double deviation = Math.sqrt(rate * (1 - rate) / COUNT);
    assertThat(factors.rate()).isCloseTo(rate, within(0.003));
    assertThat(dropped / (double) COUNT).isCloseTo(factors.rate(), within(4 * deviation));
    assertThat(kept).hasSize(1);
    assertThat(kept.iterator().next() * (1 - factors.rate())).isCloseTo(1, within(2e-4));
    assertThat(sum / COUNT).isCloseTo(1, within(5 * deviation / (1 - rate)));
  }

  @Test
  void neighboursAreIndependent() {
    float[] values = draw(new DropoutFactors(0.1), COUNT, 1);
    for (int lag : new int[] {1, 2, 3, 4, 8, 384}) {
      int both = 0;
      for (int i = lag; i < values.length; i++) {
        both += values[i] == 0 && values[i - lag] == 0 ? 1 : 0;
      }
      double rate = new DropoutFactors(0.1).rate();
      double expected = rate * rate * (COUNT - lag);
      assertThat((double) both)
          .as("lag %d", lag)
          .isCloseTo(expected, within(4 * Math.sqrt(expected)));
    }
  }

  @Test
  void areAFunctionOfTheSeed() {
    DropoutFactors factors = new DropoutFactors(0.1);
    float[] first = draw(factors, 1000, 1);
    assertThat(draw(factors, 1000, 1)).isEqualTo(first);
    assertThat(draw(factors, 1000, 2)).isNotEqualTo(first);
  }

  @Test
  void aRateOfZeroMakesAnEmptyArray() {
    assertThat(draw(new DropoutFactors(0), 1000, 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesWhatIsNotARate(double rate) {
    assertThatThrownBy(() -> new DropoutFactors(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rate");
  }

  /** Decodes the four bfloat16 bit patterns of each word. */
  @Test
  void refusesMoreThanABufferHolds() {
    try (NDManager manager = TorchRuntime.start(TinyModel.FP32)) {
      assertThatThrownBy(() -> new DropoutFactors(0.1).create(manager, (1L << 30) + 1, 1))
          .isInstanceOfSatisfying(
              BertlineException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.OUT_OF_RESOURCES));
    }
  }

  private static float[] draw(DropoutFactors factors, int count, long seed) {
    try (NDManager manager = TorchRuntime.start(TinyModel.FP32);
        NDArray words = factors.create(manager, count, seed)) {
      long[] bits = words.toLongArray();
      float[] values = new float[bits.length * 4];
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.intBitsToFloat((int) (bits[i / 4] >>> (16 * (i % 4)) & 0xFFFF) << 16);
      }
      return values;
    }
  }
}
