package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BestMetricTest {
  @Test
  void autoIsAveragePrecisionForTwoLabelsAndMacroF1ForMore() {
    assertThat(BestMetric.AUTO.resolve(2)).isEqualTo(BestMetric.AVERAGE_PRECISION);
    assertThat(BestMetric.AUTO.resolve(3)).isEqualTo(BestMetric.MACRO_F1);
  }

  @Test
  void aMetricThatDoesNotExistForSoManyLabelsIsRefused() {
    assertThatThrownBy(() -> BestMetric.ROC_AUC.resolve(3))
        .hasMessage(
            "--best-metric: 'roc-auc' does not exist for 3 labels, only auto, loss, accuracy,"
                + " macro-f1");
  }

  @Test
  void lessLossIsBetterAndMoreOfAnythingElse() {
    assertThat(BestMetric.LOSS.better(0.1, 0.2)).isTrue();
    assertThat(BestMetric.LOSS.better(0.2, 0.2)).isFalse();
    assertThat(BestMetric.F1.better(0.2, 0.1)).isTrue();
    assertThat(BestMetric.F1.better(0.2, 0.2)).isFalse();
  }

  @Test
  void notANumberIsWorseThanAnyNumber() {
    assertThat(BestMetric.F1.better(Double.NaN, 0)).isFalse();
    assertThat(BestMetric.F1.better(0, Double.NaN)).isTrue();
    assertThat(BestMetric.LOSS.better(9, Double.NaN)).isTrue();
  }
}
