package io.bertline.metrics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
  private static final Map<String, ToDoubleFunction<BinaryScores>> ACCURACY =
      Map.of("accuracy", scores -> scores.at(0.5).accuracy());

  @Test
  void spreadsAShareAsTheNormalApproximationSays() {
    int[] labels = new int[2000];
    Arrays.fill(labels, 0, 1600, 1);
    double[] scores = new double[2000];
    Arrays.fill(scores, 0.9);

    Interval interval =
        of("accuracy", Bootstrap.standard().intervals(BinaryScores.of(labels, scores), ACCURACY));

    double half = 1.96 * Math.sqrt(0.8 * 0.2 / 2000);
    assertThat(interval.low()).isEqualTo(0.8 - half, within(0.002));
    assertThat(interval.high()).isEqualTo(0.8 + half, within(0.002));
  }

  @Test
  void drawsWholeRowsSoThatEveryMeasureSeesTheSameResample() {
    Map<String, Interval> intervals =
        Bootstrap.standard()
            .intervals(
                GoldenMetrics.binary(),
                Map.of(
                    "rows", BinaryScores::rows,
                    "accuracy", scores -> scores.at(0.5).accuracy(),
                    "error", scores -> 1 - scores.at(0.5).accuracy()));

    assertThat(of("rows", intervals)).isEqualTo(new Interval(200, 200));
    assertThat(of("error", intervals).low())
        .isEqualTo(1 - of("accuracy", intervals).high(), within(1e-12));
  }

  @Test
  void givesTheSameIntervalForTheSameSeedOnly() {
    BinaryScores scores = GoldenMetrics.binary();
    Map<String, ToDoubleFunction<BinaryScores>> auc = Map.of("auc", RankingMetrics::rocAuc);

    assertThat(new Bootstrap(7, 200).intervals(scores, auc))
        .isEqualTo(new Bootstrap(7, 200).intervals(scores, auc))
        .isNotEqualTo(new Bootstrap(8, 200).intervals(scores, auc));
  }

  @Test
  void leavesOutResamplesWithoutAMeasureAndSaysWhenNoneHasOne() {
    BinaryScores rare = BinaryScores.of(new int[] {1, 0, 0}, new double[] {0.9, 0.5, 0.1});
    BinaryScores none = BinaryScores.of(new int[] {0, 0}, new double[] {0.5, 0.1});
    Map<String, ToDoubleFunction<BinaryScores>> auc = Map.of("auc", RankingMetrics::rocAuc);

    assertThat(of("auc", Bootstrap.standard().intervals(rare, auc))).isEqualTo(new Interval(1, 1));
    assertThat(of("auc", Bootstrap.standard().intervals(none, auc)).low()).isNaN();
  }

  @Test
  void resamplesAConfusionMatrixToo() {
    MulticlassConfusion confusion =
        new MulticlassConfusion(new long[][] {{900, 50, 50}, {30, 400, 70}, {20, 80, 400}});

    Interval interval =
        of(
            "accuracy",
            Bootstrap.standard()
                .intervals(confusion, Map.of("accuracy", MulticlassConfusion::accuracy)));

    double half = 1.96 * Math.sqrt(0.85 * 0.15 / 2000);
    assertThat(interval.low()).isEqualTo(0.85 - half, within(0.003));
    assertThat(interval.high()).isEqualTo(0.85 + half, within(0.003));
  }

  @Test
  void refusesTooFewResamplesToReachTheTails() {
    assertThatThrownBy(() -> new Bootstrap(1, 39)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Interval of(String measure, Map<String, Interval> intervals) {
    return requireNonNull(intervals.get(measure));
  }
}
