package io.bertline.prep.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SplitSizesTest {
  @Test
  void sharesGiveCountsThatSumToTheRows() {
    assertThat(sizes("0.8", "0.1", "0.1").totals(1998)).containsExactly(1598, 200, 200);
    assertThat(sizes(".8", "0.10", "1e-1").totals(10)).containsExactly(8, 1, 1);
    assertThat(sizes("1.0", "0", "0").totals(7)).containsExactly(7, 0, 0);
  }

  @Test
  void besideCountsTrainingTakesTheRest() {
    assertThat(sizes("0.8", "500", "0.1").totals(2000)).containsExactly(1300, 500, 200);
    assertThat(sizes("0.8", "500", "500").totals(100)).containsExactly(-900, 500, 500);
  }

  @Test
  void sizesThatDoNotFitTogetherAreRefused() {
    assertThatThrownBy(() -> sizes("0.7", "0.1", "0.1"))
        .hasMessage("the shares sum to 0.9, must be 1");
    assertThatThrownBy(() -> sizes("1000", "0.1", "0.1"))
        .hasMessageStartingWith("give --train-size");
    assertThatThrownBy(() -> SplitSize.parse("-1")).hasMessage("-1 is not a share from 0 to 1");
    assertThatThrownBy(() -> SplitSize.parse("1.5")).hasMessage("1.5 is not a share from 0 to 1");
    assertThatThrownBy(() -> SplitSize.parse("most"))
        .hasMessage("'most' is neither a share such as 0.1 nor a number of rows such as 500");
  }

  @Test
  void equalSizesAreSpelledAlike() {
    assertThat(SplitSize.parse(".80")).hasToString("0.8");
    assertThat(SplitSize.parse("500")).hasToString("500");
    assertThat(SplitSize.parse("0.0")).hasToString("0");
  }

  private static SplitSizes sizes(String train, String validation, String test) {
    return new SplitSizes(
        SplitSize.parse(train), SplitSize.parse(validation), SplitSize.parse(test));
  }
}
