package io.bertline.eval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bertline.classifier.ClassifierInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final ClassifierInfo BINARY =
      new ClassifierInfo(1, List.of("no", "yes"), "yes", 64, 0.3, 2, "t");
  private static final ClassifierInfo THREE =
      new ClassifierInfo(1, List.of("a", "b", "c"), null, 64, 0.5, 2, "t");

  @Test
  void aBinaryRowIsPositiveFromTheThresholdOn() {
    Decision decision = Decision.of(BINARY, null);
    assertThat(decision.call(new double[] {0.7, 0.3})).isOne();
    assertThat(decision.call(new double[] {0.7, Math.nextDown(0.3)})).isZero();
    assertThat(decision.thresholdFrom()).isEqualTo(Decision.Origin.CLASSIFIER);
  }

  @Test
  void aGivenThresholdTakesThePlaceOfTheFittedOne() {
    Decision decision = Decision.of(BINARY, 0.9);
    assertThat(decision.call(new double[] {0.2, 0.8})).isZero();
    assertThat(decision.thresholdFrom()).isEqualTo(Decision.Origin.OPTION);
  }

  @Test
  void theTemperatureFlattensProbabilities() {
    assertThat(Decision.of(BINARY, null).probabilities(new float[] {0, 2}))
        .containsExactly(new double[] {1 / (1 + Math.E), Math.E / (1 + Math.E)}, within(1e-15));
  }

  @Test
  void ofMoreLabelsTheMostProbableWinsAndOfEqualOnesTheFirst() {
    Decision decision = Decision.of(THREE, null);
    assertThat(decision.call(decision.probabilities(new float[] {1, 3, 2}))).isOne();
    assertThat(decision.call(new double[] {0.2, 0.4, 0.4})).isOne();
    assertThat(decision.threshold()).isNull();
    assertThat(decision.thresholdFrom()).isNull();
  }
}
