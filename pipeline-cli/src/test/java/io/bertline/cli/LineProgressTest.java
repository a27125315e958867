package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);
  private long now = 1_000;

  @Test
  void aLineEveryFewSecondsTellsCountRateAndTimeLeft() {
    try (Progress progress = new LineProgress(out, () -> now, "tokenise", "rows", 10_000)) {
      advance(progress, Duration.ofSeconds(1), 500);
      advance(progress, Duration.ofSeconds(3), 500);
      advance(progress, Duration.ofSeconds(1), 1_000);
      progress.note("loss 0.231");
      advance(progress, Duration.ofSeconds(4), 1_000);
      advance(progress, Duration.ofSeconds(91), 7_000);
    }
    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly(
            "tokenise: 2,000 of 10,000 rows (20 %), 400/s, 20.0 s left",
            "tokenise: 10,000 of 10,000 rows (100 %), 100/s, 1 min 40 s, loss 0.231");
  }

  @Test
  void theEndIsTold() {
    try (Progress progress = new LineProgress(out, () -> now, "read", "rows", -1)) {
      advance(progress, Duration.ofSeconds(8), 4);
      advance(progress, Duration.ofSeconds(2), 6);
    }
    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly("read: 4 rows, 0.50/s, 8.0 s", "read: 10 rows, 1.00/s, 10.0 s");
  }

  @Test
  void anUnknownTotalHasNoTimeLeft() {
    try (Progress progress = new LineProgress(out, () -> now, "read", "bytes", -1)) {
      advance(progress, Duration.ofSeconds(8), 4);
    }
    assertThat(bytes.toString(UTF_8).lines()).containsExactly("read: 4 bytes, 0.50/s, 8.0 s");
  }

  @Test
  void workThatDidNothingIsNotShown() {
    new LineProgress(out, () -> now, "read", "bytes", 10).close();
    assertThat(bytes.size()).isZero();
  }

  private void advance(Progress progress, Duration time, long units) {
    now += time.toNanos();
    progress.advance(units);
  }
}
