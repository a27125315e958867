package io.bertline.prep.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitSizesTest {
  @Test
  void sharesGiveCountsThatSumToTheRows() {
    assertThat(sizes("0.8", "0.1", "0.1").totals(1998)).containsExactly(1598, 200, 200);
    assertThat(sizes(".8", "0.10", "1e-1").totals(10)).containsExactly(8, 1, 1);
    assertThat(sizes("1.0", "0", "0").totals(7)).containsExactly(7, 0, 0);
  }

  @Test
  void trainingTakesTheRestUnlessItsSizeIsGiven() {
    assertThat(sizes(null, "500", "0.1").totals(2000)).containsExactly(1300, 500, 200);
    assertThat(sizes(null, "500", "500").totals(100)).containsExactly(-900, 500, 500);
    assertThat(sizes("0.1", "11755", "0").totals(1_306_122)).containsExactly(130_612, 11_755, 0);
    assertThat(sizes("1000", "0.1", "0.1").totals(2000)).containsExactly(1000, 200, 200);
  }

  @Test
  void sizesThatDoNotFitTogetherAreRefused() {
    assertThatThrownBy(() -> sizes("0.7", "0.3", "0.1"))
        .hasMessage("the shares sum to 1.1, more than 1");
    assertThatThrownBy(() -> sizes(null, "0.5", "0.5"))
        .hasMessage("the shares sum to 1, which leaves nothing to learn from");
    assertThatThrownBy(() -> SplitSize.parse("-1")).hasMessage("-1 is not a share from 0 to 1");
    assertThatThrownBy(() -> SplitSize.parse("1.5")).hasMessage("1.5 is not a share from 0 to 1");
    assertThatThrownBy(() -> SplitSize.parse("most"))
        .hasMessage("'most' is neither a share such as 0.1 nor a number of rows such as 500");
  }

  @Test
  void equalSizesAreSpelledAlike() {
    assertThat(SplitSize.parse(".80")).hasToString("0.8");
    assertThat(sizes("0.8", "0.1", "0.1")).isEqualTo(sizes(null, "0.1", "0.1"));
    assertThat(SplitSize.parse("500")).hasToString("500");
    assertThat(SplitSize.parse("0.0")).hasToString("0");
  }

  private static SplitSizes sizes(@Nullable String train, String validation, String test) {
    return new SplitSizes(
        train == null ? null : SplitSize.parse(train),
        SplitSize.parse(validation),
        SplitSize.parse(test));
  }
}
