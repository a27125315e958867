package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassWeightsTest {
  private static final List<String> LABELS = List.of("a", "b", "c");

  /** Expected: scikit-learn 1.9.1, {@code compute_class_weight("balanced", ...)}. */
  @Test
  void balancedWeightsAreThoseOfScikitLearn() {
    assertThat(ClassWeights.parse("balanced").resolve(LABELS, List.of(90L, 9L, 1L)))
        .containsExactly(
            new double[] {0.37037037037037035, 3.7037037037037037, 33.333333333333336},
            within(1e-12));
  }

  @Test
  void aLabelWithoutRowsHasNoInfiniteWeight() {
    assertThat(ClassWeights.parse("balanced").resolve(LABELS, List.of(5L, 0L, 5L))[1]).isEqualTo(1);
  }

  @Test
  void noneMeansNoWeights() {
    assertThat(ClassWeights.parse("none").resolve(LABELS, List.of(1L, 1L, 1L))).isEmpty();
  }

  @Test
  void givenWeightsAreTakenInLabelOrder() {
    assertThat(ClassWeights.parse("1, 5,2.5").resolve(LABELS, List.of(1L, 1L, 1L)))
        .containsExactly(1, 5, 2.5);
  }

  @Test
  void theNumberOfWeightsMustBeThatOfTheLabels() {
    assertThatThrownBy(() -> ClassWeights.parse("1,5").resolve(LABELS, List.of(1L, 1L, 1L)))
        .hasMessage("--class-weights: gives 2 weights, the dataset has 3 labels [a, b, c]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "auto", "1,,2", "1,-1", "0,1", "NaN,1", "1,Infinity"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> ClassWeights.parse(text))
        .hasMessageStartingWith("--class-weights: '" + text + "' is neither none, balanced nor");
  }
}
