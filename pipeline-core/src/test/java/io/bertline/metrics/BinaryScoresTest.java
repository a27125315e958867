package io.bertline.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class BinaryScoresTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private final JsonNode golden = GoldenMetrics.section("binary");
  private final BinaryScores scores = GoldenMetrics.binary();

  @Test
  void countsEveryDistinctScoreOnce() {
    assertThat(scores.operatingPoints()).hasSize(golden.required("distinct_scores").asInt());
    assertThat(scores.rows()).isEqualTo(200);
    assertThat(scores.positiveRows()).isEqualTo(27);
    assertThat(scores.negativeRows()).isEqualTo(173);
  }

  @Test
  void callsScoresAtTheThresholdPositiveAsScikitLearnDoes() {
    assertSame(scores.at(0.5), golden.required("at_0.5_score_ge"));
    assertSame(scores.at(Math.nextUp(0.5)), golden.required("at_0.5_score_gt"));
  }

  @Test
  void findsTheThresholdOfHighestF1() {
    OperatingPoint best = ThresholdSearch.bestF1(scores);
    JsonNode expected = golden.required("best_f1");

    assertThat(best.threshold()).isEqualTo(expected.required("threshold").asDouble());
    assertSame(best.confusion(), expected.required("at"));
    assertThat(scores.at(best.threshold())).isEqualTo(best.confusion());
  }

  @Test
  void prefersTheStrictestOfEquallyGoodThresholds() {
    BinaryScores tied = BinaryScores.of(new int[] {1, 0, 0, 1}, new double[] {0.9, 0.5, 0.4, 0.3});

    assertThat(tied.at(0.3).f1()).isEqualTo(tied.at(0.9).f1());
    assertThat(ThresholdSearch.bestF1(tied).threshold()).isEqualTo(0.9);
  }

  @Test
  void findsMostThatIsPreciseEnough() {
    BinaryScores scores =
        BinaryScores.of(new int[] {1, 1, 0, 1, 0}, new double[] {.9, .8, .7, .6, .5});

    assertThat(ThresholdSearch.atPrecision(scores, 0.75).orElseThrow().threshold()).isEqualTo(.6);
    assertThat(ThresholdSearch.atPrecision(scores, 0.9).orElseThrow().threshold()).isEqualTo(.8);

    BinaryScores upsideDown = BinaryScores.of(new int[] {0, 1}, new double[] {.9, .8});
    assertThat(ThresholdSearch.atPrecision(upsideDown, 0.6)).isEmpty();
  }

  @Test
  void isAsPreciseAsTheRecallAllows() {
    OperatingPoint point = ThresholdSearch.atRecall(GoldenMetrics.binary(), 0.5).orElseThrow();

    assertThat(point.confusion().precision())
        .isEqualTo(RankingMetrics.precisionAtRecall(GoldenMetrics.binary(), 0.5));
    assertThat(point.confusion().recall()).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void ranksAsScikitLearnDoesDespiteTies() {
    assertThat(RankingMetrics.rocAuc(scores)).isEqualTo(number("roc_auc"), EXACT);
    assertThat(RankingMetrics.averagePrecision(scores))
        .isEqualTo(number("average_precision"), EXACT);
    assertThat(RankingMetrics.precisionAtRecall(scores, 0.5))
        .isEqualTo(number("precision_at_recall_0.5_exact"), EXACT);
  }

  @Test
  void reproducesThePrecisionAtRecallOfKeras() {
    assertThat(RankingMetrics.kerasPrecisionAtRecall(scores, 0.5))
        .isEqualTo(number("precision_at_recall_0.5_keras"), within(1e-6));
  }

  @Test
  void callsHalfOfEqualScoresRankedRight() {
    BinaryScores same = BinaryScores.of(new int[] {0, 1, 1, 0}, new double[] {0.4, 0.4, 0.4, 0.4});

    assertThat(RankingMetrics.rocAuc(same)).isEqualTo(0.5);
    assertThat(RankingMetrics.averagePrecision(same)).isEqualTo(0.5);
  }

  @Test
  void hasNoRankingWithoutBothLabels() {
    BinaryScores positive = BinaryScores.of(new int[] {1, 1}, new double[] {0.4, 0.6});
    BinaryScores negative = BinaryScores.of(new int[] {0, 0}, new double[] {0.4, 0.6});

    assertThat(RankingMetrics.rocAuc(positive)).isNaN();
    assertThat(RankingMetrics.averagePrecision(positive)).isEqualTo(1);
    assertThat(RankingMetrics.rocAuc(negative)).isNaN();
    assertThat(RankingMetrics.averagePrecision(negative)).isNaN();
    assertThat(RankingMetrics.precisionAtRecall(negative, 0.5)).isNaN();
    assertThat(RankingMetrics.kerasPrecisionAtRecall(negative, 0.5)).isNaN();
    assertThat(negative.at(0.5))
        .extracting(Confusion::f1, Confusion::recall, Confusion::matthews, Confusion::kappa)
        .containsExactly(0.0, 0.0, 0.0, 0.0);
  }

  @Test
  void measuresCalibrationAsScikitLearnDoes() {
    assertThat(Calibration.logLoss(scores)).isEqualTo(number("log_loss"), EXACT);
    assertThat(Calibration.brier(scores)).isEqualTo(number("brier"), EXACT);
    assertThat(Calibration.expectedError(scores)).isEqualTo(number("ece_10_equal_width"), EXACT);
  }

  @Test
  void reportsTheReliabilityOfEveryBinThatHoldsRows() {
    List<ReliabilityBin> bins = Calibration.reliability(scores);

    int next = 0;
    for (JsonNode expected : golden.required("ece_bins")) {
      if (expected.required("n").asInt() > 0) {
        ReliabilityBin bin = bins.get(next++);
        assertThat(bin.low()).isEqualTo(expected.required("bin").asInt() / 10.0);
        assertThat(bin.rows()).isEqualTo(expected.required("n").asLong());
        assertThat(bin.meanScore()).isEqualTo(expected.required("mean_score").asDouble(), EXACT);
        assertThat(bin.positiveShare())
            .isEqualTo(expected.required("mean_label").asDouble(), EXACT);
      }
    }
    assertThat(bins).hasSize(next);
  }

  @Test
  void chargesImpossibleRowsALargeButFiniteLoss() {
    BinaryScores wrong = BinaryScores.of(new int[] {1, 0}, new double[] {0, 1});

    assertThat(Calibration.logLoss(wrong)).isEqualTo(-Math.log(Math.ulp(1.0)), within(0.1));
    assertThat(Calibration.brier(wrong)).isEqualTo(1);
    assertThat(Calibration.reliability(wrong)).hasSize(2);
  }

  @Test
  void treatsBothZerosAsOneScore() {
    assertThat(BinaryScores.of(new int[] {1, 0}, new double[] {0.0, -0.0}).operatingPoints())
        .hasSize(1);
  }

  @Test
  void thinsCurvesButKeepsBothEnds() {
    List<OperatingPoint> all = scores.operatingPoints();
    List<OperatingPoint> curve = ThresholdSearch.curve(scores, 0.05);

    assertThat(curve).hasSizeLessThan(all.size()).isSubsetOf(all);
    assertThat(curve.get(0)).isEqualTo(all.get(0));
    assertThat(curve.get(curve.size() - 1)).isEqualTo(all.get(all.size() - 1));
    assertThat(ThresholdSearch.curve(scores, 0)).containsExactlyElementsOf(all);
  }

  @Test
  void countsScoresOfBothLabelsInBinsThatReachOne() {
    BinaryScores few = BinaryScores.of(new int[] {0, 1, 1, 0}, new double[] {0, 0.5, 1, 0.49});

    assertThat(ScoreBin.histogram(few, 2))
        .containsExactly(new ScoreBin(0, 0.5, 2, 0), new ScoreBin(0.5, 1, 0, 2));
  }

  @Test
  void namesTheRowOfABadScore() {
    assertThatThrownBy(
            () -> BinaryScores.of(new int[] {0, 1, 1}, new double[] {0.1, 0.2, Double.NaN}))
        .isInstanceOf(BertlineException.class)
        .hasMessage("row 2: score is NaN, expected a number from 0 to 1")
        .extracting(e -> ((BertlineException) e).kind())
        .isEqualTo(FailureKind.BAD_INPUT);
    assertThatThrownBy(() -> BinaryScores.of(new int[] {0, 2}, new double[] {0.1, 0.2}))
        .hasMessage("row 1: label is 2, expected 0 or 1");
    assertThatThrownBy(() -> BinaryScores.of(new int[] {0}, new double[] {1.5}))
        .hasMessageContaining("row 0: score is 1.5");
    assertThatThrownBy(() -> BinaryScores.of(new int[0], new double[0]))
        .hasMessageContaining("no row to measure");
  }

  private double number(String name) {
    return golden.required(name).asDouble();
  }

  private static void assertSame(Confusion actual, JsonNode expected) {
    assertThat(actual)
        .isEqualTo(
            new Confusion(
                expected.required("tp").asLong(),
                expected.required("fp").asLong(),
                expected.required("fn").asLong(),
                expected.required("tn").asLong()));
    assertThat(actual.precision()).isEqualTo(expected.required("precision").asDouble(), EXACT);
    assertThat(actual.recall()).isEqualTo(expected.required("recall").asDouble(), EXACT);
    assertThat(actual.f1()).isEqualTo(expected.required("f1").asDouble(), EXACT);
    assertThat(actual.accuracy()).isEqualTo(expected.required("accuracy").asDouble(), EXACT);
    assertThat(actual.matthews()).isEqualTo(expected.required("mcc").asDouble(), EXACT);
    assertThat(actual.kappa()).isEqualTo(expected.required("kappa").asDouble(), EXACT);
  }
}
