package io.bertline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class NumbersTest {
  @Test
  void writesMetricsWithThreeDecimals() {
    assertThat(Numbers.metric(0.71)).isEqualTo("0.710");
    assertThat(Numbers.metric(Double.NaN)).isEqualTo("undefined");
    assertThat(Numbers.difference(0.0214)).isEqualTo("+0.021");
    assertThat(Numbers.difference(-0.0214)).isEqualTo("−0.021");
    assertThat(Numbers.interval(0.6831, 0.7339)).isEqualTo("0.683 to 0.734");
  }

  @Test
  void roundsOnlyWhatIsLong() {
    assertThat(Numbers.rounded(22_713_601)).isEqualTo("22.7\u202fmillion");
    assertThat(Numbers.rounded(109_483_778)).isEqualTo("109\u202fmillion");
    assertThat(Numbers.rounded(999_999)).isEqualTo("999,999");
  }

  @Test
  void neverCallsSomethingNothingOrMostAll() {
    assertThat(Numbers.percent(0)).isEqualTo("0\u202f%");
    assertThat(Numbers.percent(0.0004)).isEqualTo("< 0.1\u202f%");
    assertThat(Numbers.percent(0.0005)).isEqualTo("0.1\u202f%");
    assertThat(Numbers.percent(0.064)).isEqualTo("6.4\u202f%");
    assertThat(Numbers.percent(0.9996)).isEqualTo("> 99.9\u202f%");
    assertThat(Numbers.percent(1)).isEqualTo("100\u202f%");
  }

  @Test
  void writesTimesAndSizesWithThreeDigits() {
    assertThat(Numbers.time(0.0118)).isEqualTo("11.8\u202fms");
    assertThat(Numbers.time(0.121)).isEqualTo("121\u202fms");
    assertThat(Numbers.time(4.123)).isEqualTo("4.12\u202fs");
    assertThat(Numbers.time(200)).isEqualTo("3\u202fmin 20\u202fs");
    assertThat(Numbers.time(7_500)).isEqualTo("2\u202fh 5\u202fmin");
    assertThat(Numbers.bytes(999)).isEqualTo("999\u202fB");
    assertThat(Numbers.bytes(12_412_345)).isEqualTo("12.4\u202fMB");
    assertThat(Numbers.significant(0.000512)).isEqualTo("0.000512");
    assertThat(Numbers.significant(0)).isEqualTo("0");
  }

  @Test
  void writesCountsForPeopleAndForAxes() {
    assertThat(Numbers.count(1, "row", "rows")).isEqualTo("1 row");
    assertThat(Numbers.count(13_061, "row", "rows")).isEqualTo("13,061 rows");
    assertThat(Numbers.axis(500)).isEqualTo("500");
    assertThat(Numbers.axis(20_000)).isEqualTo("20k");
    assertThat(Numbers.axis(1_500_000)).isEqualTo("1.5M");
    assertThat(Numbers.axisPercent(0.05)).isEqualTo("5\u202f%");
    assertThat(Numbers.axisPercent(0.0001)).isEqualTo("0.01\u202f%");
  }

  @Test
  void writesDatesInEnglishAndUniversalTime() {
    assertThat(Numbers.date(Instant.parse("2026-11-22T20:14:59Z")))
        .isEqualTo("22 November 2026, 20:14 UTC");
  }
}
