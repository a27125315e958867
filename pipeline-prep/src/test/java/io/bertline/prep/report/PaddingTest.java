package io.bertline.prep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaddingTest {
  @Test
  void rowsOfOneLengthNeedPaddingOnlyUpToTheMaximum() {
    Padding padding = new Padding(List.of(0L, 0L, 0L, 0L, 7L, 0L, 0L, 0L, 0L));

    assertThat(padding.inRandomBatches(32)).isCloseTo(0, within(1e-12));
    assertThat(padding.upTo(8)).isEqualTo(0.5);
  }

  @Test
  void aBatchIsPaddedToItsLongestRow() {
    // Of two rows of 2 or 4 tokens the longest has 4 in three of four cases, 3.5 on average.
    Padding padding = new Padding(List.of(0L, 0L, 5L, 0L, 5L));

    assertThat(padding.inRandomBatches(2)).isCloseTo(1 - 3 / 3.5, within(1e-12));
    assertThat(padding.inRandomBatches(1)).isCloseTo(0, within(1e-12));
  }
}
