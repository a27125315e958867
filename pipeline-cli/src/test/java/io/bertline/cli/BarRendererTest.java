package io.bertline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarRendererTest {
  private final BarRenderer renderer = new BarRenderer("tokens");

  @Test
  void aLineHasShareBarRateTimeLeftAndNote() {
    assertThat(renderer.render("train", "epoch 1/3, loss 0.312", 45_000, 100_000, 20, 80))
        .isEqualTo(
            "train  45 % [======>        ] 2,250 tokens/s, 24.4 s left," + " epoch 1/3, loss 0.312")
        .hasSize(80);
  }

  @Test
  void theBarGivesWayToTheWords() {
    assertThat(renderer.render("train", "epoch 1/3, loss 0.312", 45_000, 100_000, 20, 61))
        .isEqualTo("train  45 % 2,250 tokens/s, 24.4 s left, epoch 1/3, loss 0.31");
  }

  @Test
  void aFullBarTellsTheTimeItTook() {
    assertThat(renderer.render("train", "", 100, 100, 20, 50))
        .isEqualTo("train 100 % [==============] 5.00 tokens/s, 20.0 s");
  }

  @Test
  void anUnknownTotalHasNoBar() {
    assertThat(renderer.render("prep", "reading", 5_000, 0, 2, 80))
        .isEqualTo("prep 5,000 tokens, 2,500 tokens/s, 2.0 s, reading");
  }

  @Test
  void nothingIsDoneAtTheStart() {
    assertThat(renderer.render("train", "", 0, 100, 0, 50))
        .isEqualTo("train   0 % [>              ] 0.00 tokens/s, 0.0 s");
  }
}
