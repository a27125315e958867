package io.bertline.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CheckpointScheduleTest {
  private long minutes = 7;

  private final CheckpointSchedule schedule = schedule(Duration.ofMinutes(10));

  private CheckpointSchedule schedule(Duration interval) {
    return new CheckpointSchedule(() -> Duration.ofMinutes(minutes).toNanos(), interval);
  }

  @Test
  void theFirstIsDueAfterTheInterval() {
    minutes += 9;
    assertThat(schedule.due()).isFalse();

    minutes += 1;
    assertThat(schedule.due()).isTrue();
  }

  @Test
  void theNextBeginsEarlierByTheTimeThatStoringTook() {
    minutes += 10;
    schedule.begin();
    minutes += 3;
    schedule.stored();

    minutes += 3;
    assertThat(schedule.due()).isFalse();
    minutes += 1;
    assertThat(schedule.due()).isTrue();
  }

  @Test
  void aSlowStoreDoesNotGetMoreThanTwiceAsMany() {
    minutes += 10;
    schedule.begin();
    minutes += 4;
    assertThat(schedule.due()).isFalse();
    minutes += 5;
    schedule.stored();

    assertThat(schedule.due()).isTrue();

    schedule.begin();
    minutes += 4;
    schedule.stored();
    minutes += 1;
    assertThat(schedule.due()).isFalse();
    minutes += 1;
    assertThat(schedule.due()).isTrue();
  }

  @Test
  void aFailedOneIsTriedAgainSoon() {
    minutes += 10;
    schedule.begin();
    minutes += 2;
    schedule.failed();

    assertThat(schedule.due()).isFalse();
    minutes += 1;
    assertThat(schedule.due()).isTrue();
  }

  @Test
  void withoutAnIntervalNoneIsEverDue() {
    CheckpointSchedule never = schedule(Duration.ZERO);
    minutes += 1_000_000;
    assertThat(never.due()).isFalse();
  }
}
