package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Expected values: transformers 5.24.0, {@code scheduler.get_last_lr()} before each step. */
final class LearningRateTest {
  @Test
  void linearScheduleWithWarmUpIsThatOfHuggingFace() {
    LearningRate rate = LearningRate.of(2e-5, Schedule.LINEAR, 0.3, 10);

    assertThat(rate.warmupSteps()).isEqualTo(3);
    assertThat(LongStream.range(0, 11).mapToDouble(rate::at).toArray())
        .containsExactly(
            new double[] {
              0.0,
              6.666666666666667e-06,
              1.3333333333333333e-05,
              2e-05,
              1.7142857142857142e-05,
              1.4285714285714287e-05,
              1.142857142857143e-05,
              8.571428571428571e-06,
              5.7142857142857145e-06,
              2.8571428571428573e-06,
              0.0
            },
            within(1e-18));
  }

  @Test
  void cosineScheduleWithWarmUpIsThatOfHuggingFace() {
    LearningRate rate = LearningRate.of(2e-5, Schedule.COSINE, 0.3, 10);

    assertThat(LongStream.range(3, 11).mapToDouble(rate::at).toArray())
        .containsExactly(
            new double[] {
              2e-05,
              1.900968867902419e-05,
              1.6234898018587336e-05,
              1.2225209339563144e-05,
              7.774790660436857e-06,
              3.7651019814126656e-06,
              9.903113209758098e-07,
              0.0
            },
            within(1e-18));
  }

  @Test
  void constantScheduleStaysAtThePeakAfterTheWarmUp() {
    LearningRate rate = LearningRate.of(2e-5, Schedule.CONSTANT, 0.3, 10);

    assertThat(LongStream.range(0, 5).mapToDouble(rate::at).toArray())
        .containsExactly(
            new double[] {0.0, 6.666666666666667e-06, 1.3333333333333333e-05, 2e-05, 2e-05},
            within(1e-18));
  }

  @Test
  void warmUpIsRoundedUpToWholeSteps() {
    assertThat(LearningRate.of(1, Schedule.LINEAR, 0.1, 10).warmupSteps()).isEqualTo(1);
    assertThat(LearningRate.of(1, Schedule.LINEAR, 0.1, 11).warmupSteps()).isEqualTo(2);
    assertThat(LearningRate.of(1, Schedule.LINEAR, 0.1, 30).warmupSteps()).isEqualTo(3);
    assertThat(LearningRate.of(1, Schedule.LINEAR, 0, 30).warmupSteps()).isZero();
  }

  @Test
  void withoutWarmUpTheFirstStepHasThePeak() {
    assertThat(LearningRate.of(1, Schedule.LINEAR, 0, 4).at(0)).isEqualTo(1);
  }

  @Test
  void warmUpOverTheWholeRunNeverDividesByZero() {
    LearningRate rate = LearningRate.of(1, Schedule.LINEAR, 1, 2);

    assertThat(rate.at(1)).isEqualTo(0.5);
    assertThat(rate.at(2)).isEqualTo(1);
  }
}
