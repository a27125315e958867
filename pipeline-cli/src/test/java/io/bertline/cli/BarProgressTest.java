package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class BarProgressTest {
  @Test
  void aBarFitsOnALineOfATerminal() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Progress progress =
        new BarProgress(new PrintStream(bytes, true, UTF_8), "train", "steps", 200)) {
      progress.advance(50);
      progress.note("loss 0.231");
    }
    String[] frames = bytes.toString(UTF_8).strip().split("\r", -1);
    assertThat(frames[frames.length - 1])
        .startsWith("train")
        .contains("25 %")
        .contains(" steps/s, ")
        .endsWith("loss 0.231")
        .hasSizeLessThanOrEqualTo(80);
  }
}
