package io.bertline.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.bertline.metrics.MulticlassConfusion.Mistake;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MulticlassConfusionTest {
  private static final Offset<Double> EXACT = within(1e-9);

  @ParameterizedTest
  @ValueSource(strings = {"four_class", "four_class_one_never_predicted"})
  void measuresFourLabelsAsScikitLearnDoes(String section) {
    JsonNode golden = GoldenMetrics.section(section);
    MulticlassConfusion confusion = confusion(golden);

    JsonNode matrix = golden.required("confusion_matrix_rows_true");
    for (int truth = 0; truth < 4; truth++) {
      for (int predicted = 0; predicted < 4; predicted++) {
        assertThat(confusion.count(truth, predicted))
            .isEqualTo(matrix.get(truth).get(predicted).asLong());
      }
      assertThat(confusion.precision(truth)).isEqualTo(at(golden, "precision", truth), EXACT);
      assertThat(confusion.recall(truth)).isEqualTo(at(golden, "recall", truth), EXACT);
      assertThat(confusion.f1(truth)).isEqualTo(at(golden, "f1", truth), EXACT);
    }
    assertThat(confusion.accuracy()).isEqualTo(golden.required("accuracy").asDouble(), EXACT);
    assertThat(confusion.macroF1()).isEqualTo(golden.required("f1_macro").asDouble(), EXACT);
    assertThat(confusion.microF1()).isEqualTo(golden.required("f1_micro").asDouble(), EXACT);
    assertThat(confusion.weightedF1()).isEqualTo(golden.required("f1_weighted").asDouble(), EXACT);
    assertThat(confusion.kappa()).isEqualTo(golden.required("cohen_kappa").asDouble(), EXACT);
    assertThat(confusion.matthews()).isEqualTo(golden.required("mcc").asDouble(), EXACT);
  }

  @Test
  void agreesWithTheBinaryMeasuresForTwoLabels() {
    Confusion binary = new Confusion(22, 44, 5, 129);
    MulticlassConfusion same = new MulticlassConfusion(new long[][] {{129, 44}, {5, 22}});

    assertThat(same.f1(1)).isEqualTo(binary.f1(), EXACT);
    assertThat(same.kappa()).isEqualTo(binary.kappa(), EXACT);
    assertThat(same.matthews()).isEqualTo(binary.matthews(), EXACT);
  }

  @Test
  void listsMistakesFromTheMostFrequentInLabelOrder() {
    MulticlassConfusion confusion =
        new MulticlassConfusion(new long[][] {{9, 2, 0}, {5, 9, 2}, {0, 1, 9}});

    assertThat(confusion.mistakes(3))
        .containsExactly(new Mistake(1, 0, 5), new Mistake(0, 1, 2), new Mistake(1, 2, 2));
    assertThat(confusion.mistakes(9)).hasSize(4);
  }

  @Test
  void hasNoAgreementBeyondChanceWhenOnlyOneLabelOccurs() {
    MulticlassConfusion constant = new MulticlassConfusion(new long[][] {{7, 0}, {0, 0}});

    assertThat(constant.accuracy()).isEqualTo(1);
    assertThat(constant.kappa()).isZero();
    assertThat(constant.matthews()).isZero();
  }

  @Test
  void takesTheFirstOfEquallyProbableLabels() {
    MulticlassScores scores =
        new MulticlassScores(new int[] {0, 2}, new double[][] {{0.4, 0.4, 0.2}, {0.25, 0.25, 0.5}});

    assertThat(scores.predictions()).containsExactly(0, 2);
    assertThat(scores.logLoss()).isEqualTo(-(Math.log(0.4) + Math.log(0.5)) / 2, EXACT);
    assertThat(scores.confusion().accuracy()).isEqualTo(1);
    assertThat(scores.confidence().at(0.45)).isEqualTo(new Confusion(1, 0, 1, 0));
  }

  @Test
  void namesTheRowOfABadProbabilityOrLabel() {
    assertThatThrownBy(
            () ->
                new MulticlassScores(
                    new int[] {0, 1}, new double[][] {{0.5, 0.5}, {Double.NaN, 0.5}}))
        .hasMessage("row 1: probability is NaN, expected a number from 0 to 1");
    assertThatThrownBy(() -> new MulticlassScores(new int[] {2}, new double[][] {{0.5, 0.5}}))
        .hasMessageContaining("row 0: label index is 2");
    assertThatThrownBy(() -> MulticlassConfusion.of(new int[] {0, 1}, new int[] {0, 3}, 3))
        .hasMessage("row 1: label index is 3, expected 0 to 2");
  }

  private static MulticlassConfusion confusion(JsonNode golden) {
    return MulticlassConfusion.of(
        GoldenMetrics.ints(golden.required("y_true")),
        GoldenMetrics.ints(golden.required("y_pred")),
        4);
  }

  private static double at(JsonNode golden, String measure, int label) {
    return golden.required("per_class_" + measure).get(label).asDouble();
  }
}
