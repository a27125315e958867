package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values: scikit-learn 1.9.1; precision at recall 0.5 as in Keras 3.15.1. */
final class ValidationMetricsTest {
  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void binaryMetricsAreThoseOfTheOriginalRecipeAndThreeMore() {
    int[] labels = {0, 0, 1, 0, 1, 1, 0, 0, 1, 0};
    float[] z = {-2, -1, 0.5f, 0.25f, 2, -0.5f, -3, 1, 1.5f, -1.5f};
    float[][] logits = new float[z.length][];
    for (int i = 0; i < z.length; i++) {
      logits[i] = new float[] {0, z[i]};
    }

    Map<String, Double> metrics = ValidationMetrics.measure(labels, logits);

    assertThat(metrics.keySet())
        .containsExactly(
            "loss",
            "accuracy",
            "precision",
            "recall",
            "precision_at_recall_50",
            "f1",
            "roc_auc",
            "average_precision");
    assertThat(metrics.get("loss")).isCloseTo(0.4605886692900693, EXACT);
    assertThat(metrics.get("accuracy")).isCloseTo(0.7, EXACT);
    assertThat(metrics.get("precision")).isCloseTo(0.6, EXACT);
    assertThat(metrics.get("recall")).isCloseTo(0.75, EXACT);
    assertThat(metrics.get("precision_at_recall_50")).isCloseTo(1, EXACT);
    assertThat(metrics.get("f1")).isCloseTo(2 / 3.0, EXACT);
    assertThat(metrics.get("roc_auc")).isCloseTo(0.875, EXACT);
    assertThat(metrics.get("average_precision")).isCloseTo(0.8541666666666666, EXACT);
  }

  @Test
  void metricsOfMoreLabelsAreLossAccuracyAndMacroF1() {
    int[] labels = {0, 1, 2, 2, 1, 0};
    float[][] logits = {{2, 0, 0}, {0, 1, 0.5f}, {0, 0, 1}, {1, 0, 0}, {0, 2, 1}, {0.5f, 0.25f, 0}};

    Map<String, Double> metrics = ValidationMetrics.measure(labels, logits);

    assertThat(metrics.keySet()).containsExactly("loss", "accuracy", "macro_f1");
    assertThat(metrics.get("loss")).isCloseTo(0.7166079855962967, EXACT);
    assertThat(metrics.get("accuracy")).isCloseTo(5 / 6.0, EXACT);
    assertThat(metrics.get("macro_f1")).isCloseTo(0.8222222222222223, EXACT);
  }
}
