package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bertline.classifier.ClassifierInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {
  @Test
  void theThresholdDecidesBetweenTwoLabels() {
    ClassifierInfo strict = info(List.of("no", "yes"), 0.75, 1);
    ClassifierInfo lenient = info(List.of("no", "yes"), 0.7, 1);
    float z = (float) Math.log(0.72 / 0.28);
    assertThat(Prediction.of(new float[] {0, z}, strict).label()).isEqualTo("no");
    assertThat(Prediction.of(new float[] {0, z}, lenient).label()).isEqualTo("yes");
    assertThat(Prediction.of(new float[] {0, z}, strict).probability("yes"))
        .isCloseTo(0.72, within(1e-7));
  }

  @Test
  void theMostProbableOfManyLabelsWins() {
    Prediction prediction =
        Prediction.of(new float[] {1000, 1002, 1001}, info(List.of("a", "b", "c"), 0.5, 1));
    assertThat(prediction.label()).isEqualTo("b");
    assertThat(prediction.probabilities().keySet()).containsExactly("a", "b", "c");
    assertThat(prediction.probabilities().values().stream().mapToDouble(p -> p).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void theTemperatureDividesTheLogits() {
    Prediction prediction = Prediction.of(new float[] {0, 2}, info(List.of("no", "yes"), 0.5, 2));
    assertThat(prediction.probability("yes")).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
  }

  private static ClassifierInfo info(List<String> labels, double threshold, double temperature) {
    return new ClassifierInfo(1, labels, null, 24, threshold, temperature, "");
  }
}
