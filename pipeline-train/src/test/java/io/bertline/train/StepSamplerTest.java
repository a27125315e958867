package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class StepSamplerTest {
  private final SettableClock clock = new SettableClock();

  @Test
  void stepsAreJoinedToAFewHundredPoints() {
    StepSampler sampler = new StepSampler(clock, 900);

    assertThat(sampler.add(step(1, 0.3, 5))).isEmpty();
    assertThat(sampler.add(step(2, 0.6, 9))).isEmpty();
    clock.now = clock.now.plusSeconds(2);
    assertThat(sampler.add(step(3, 0.9, 7)))
        .hasValue(new StepSample(3, 1, 0.6, 9, 1e-5, 300, 330, 2));
  }

  @Test
  void anUnfinishedPointIsDeliveredAtTheEnd() {
    StepSampler sampler = new StepSampler(clock, 900);
    sampler.add(step(1, 0.5, 5));
    clock.now = clock.now.plusSeconds(1);

    assertThat(sampler.finish()).hasValue(new StepSample(1, 1, 0.5, 5, 1e-5, 100, 110, 1));
    assertThat(sampler.finish()).isEmpty();
  }

  @Test
  void timeBeforeARestartDoesNotCount() {
    StepSampler sampler = new StepSampler(clock, 1);
    clock.now = clock.now.plusSeconds(60);
    sampler.restart();
    clock.now = clock.now.plusSeconds(1);

    assertThat(sampler.add(step(1, 0.5, 5)))
        .hasValueSatisfying(sample -> assertThat(sample.tokensPerSecond()).isEqualTo(100));
  }

  private static TrainingStep step(long step, double loss, double norm) {
    return new TrainingStep(step, 1, loss, norm, 1e-5, 100, 110);
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-11-25T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
