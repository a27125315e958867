package io.bertline.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedCallsTest {
  private static final int[] TRUTH = {0, 0, 1, 1, 1, 2};
  private static final int[] FIRST = {0, 1, 1, 1, 2, 2};
  private static final int[] SECOND = {0, 0, 1, 0, 1, 0};

  @Test
  void eachClassifierKeepsItsOwnConfusion() {
    PairedCalls calls = PairedCalls.of(TRUTH, FIRST, SECOND, 3);
    assertThat(calls.rows()).isEqualTo(6);
    for (int truth = 0; truth < 3; truth++) {
      for (int called = 0; called < 3; called++) {
        assertThat(calls.first().count(truth, called))
            .isEqualTo(MulticlassConfusion.of(TRUTH, FIRST, 3).count(truth, called));
        assertThat(calls.second().count(truth, called))
            .isEqualTo(MulticlassConfusion.of(TRUTH, SECOND, 3).count(truth, called));
      }
    }
  }

  @Test
  void onlyRowsThatOneGetsRightAreTested() {
    McNemar test = PairedCalls.of(TRUTH, FIRST, SECOND, 3).mcNemar();
    assertThat(test.onlyFirstRight()).isEqualTo(2);
    assertThat(test.onlySecondRight()).isEqualTo(2);
    assertThat(test.pValue()).isOne();
  }

  /** 2 * (1 + 20 + 190 + 1140 + 4845 + 15504) / 2^20. */
  @Test
  void theTestIsTheExactBinomialOne() {
    assertThat(McNemar.of(5, 15).pValue()).isCloseTo(43400 / 1048576.0, within(1e-14));
    assertThat(McNemar.of(15, 5)).isEqualTo(new McNemar(15, 5, McNemar.of(5, 15).pValue()));
    assertThat(McNemar.of(0, 0).pValue()).isOne();
    assertThat(McNemar.of(0, 3).pValue()).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void thousandsOfTossesNeitherUnderflowNorOverflow() {
    assertThat(McNemar.of(5_000, 5_000).pValue()).isCloseTo(1, within(1e-9));
    assertThat(McNemar.of(4_000, 6_000).pValue()).isBetween(0.0, 1e-80);
  }

  @Test
  void theDifferenceOfClassifiersThatAgreeHasNoSpread() {
    Random random = new Random(1);
    int[] truth = random.ints(500, 0, 2).toArray();
    int[] called = random.ints(500, 0, 2).toArray();
    PairedCalls calls = PairedCalls.of(truth, called, called, 2);
    Interval difference =
        Objects.requireNonNull(
            Bootstrap.standard()
                .intervals(calls, Map.of("f1", c -> c.first().f1(1) - c.second().f1(1)))
                .get("f1"));
    assertThat(difference).isEqualTo(new Interval(0, 0));
  }

  @Test
  void theIntervalOfADifferenceHoldsIt() {
    Random random = new Random(2);
    int[] truth = random.ints(800, 0, 2).toArray();
    int[] good = new int[800];
    int[] poor = new int[800];
    for (int row = 0; row < 800; row++) {
      good[row] = random.nextInt(10) == 0 ? 1 - truth[row] : truth[row];
      poor[row] = random.nextInt(4) == 0 ? 1 - truth[row] : truth[row];
    }
    PairedCalls calls = PairedCalls.of(truth, good, poor, 2);
    Interval difference =
        Objects.requireNonNull(
            Bootstrap.standard()
                .intervals(calls, Map.of("a", c -> c.first().accuracy() - c.second().accuracy()))
                .get("a"));
    double measured = calls.first().accuracy() - calls.second().accuracy();
    assertThat(difference.low()).isBetween(0.0, measured);
    assertThat(difference.high()).isBetween(measured, 0.3);
  }
}
