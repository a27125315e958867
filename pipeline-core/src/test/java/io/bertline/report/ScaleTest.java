package io.bertline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScaleTest {
  @Test
  void putsTicksAtRoundNumbersWithTheDecimalsTheyNeed() {
    assertThat(labels(Scale.unit("recall")))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(labels(Scale.linear("F1", 0.58, 0.76, 4)))
        .containsExactly("0.60", "0.65", "0.70", "0.75");
    assertThat(labels(Scale.linear("tokens", 0, 2600, 5, Numbers::axis)))
        .containsExactly("0", "500", "1k", "1.5k", "2k", "2.5k");
  }

  @Test
  void putsLogarithmicTicksAtPowersOfTenWithinTheScale() {
    assertThat(labels(Scale.rows(20_000))).containsExactly("1", "10", "100", "1k", "10k", "100k");
    assertThat(labels(Scale.rows(0))).containsExactly("1", "10");
    assertThat(labels(Scale.logarithmic("share", 0.0001, 1, Numbers::axisPercent)))
        .containsExactly("0.01\u202f%", "0.1\u202f%", "1\u202f%", "10\u202f%", "100\u202f%");
  }

  @Test
  void laysValuesBeyondItsEndsOnThem() {
    Scale linear = Scale.linear("x", 10, 20, 5);
    assertThat(linear.at(15, 0, 100)).isEqualTo(50);
    assertThat(linear.at(5, 0, 100)).isZero();
    assertThat(linear.at(50, 100, 0)).isZero();

    Scale rows = Scale.logarithmic("rows", 1, 100, Numbers::axis);
    assertThat(rows.at(10, 0, 100)).isEqualTo(50);
    assertThat(rows.at(0, 0, 100)).isZero();
  }

  @Test
  void refusesToSpanNothing() {
    assertThatThrownBy(() -> Scale.linear("x", 1, 1, 5)).hasMessageContaining("from 1.0 to 1.0");
    assertThatThrownBy(() -> Scale.logarithmic("x", 0, 1, Numbers::axis))
        .hasMessageContaining("from 0.0 to 1.0");
  }

  private static List<String> labels(Scale scale) {
    return scale.ticks().stream().map(scale::label).toList();
  }
}
