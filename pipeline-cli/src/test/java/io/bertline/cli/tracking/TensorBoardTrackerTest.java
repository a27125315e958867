package io.bertline.cli.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import io.bertline.tfrecord.TfRecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TensorBoardTrackerTest {
  private final SettableClock clock = new SettableClock("2025-11-24T16:00:00.250Z");
  @TempDir private Path root;

  @Test
  void theFileIsByteForByteWhatTensorBoardItselfWrites() throws IOException {
    try (BlobStore store = new LocalBlobStore(root);
        Tracker tracker = new TensorBoardTracker(store, "tracking/p/r/tensorboard", clock)) {
      tracker.scalar("train/loss", 1, 0.6931472);
      clock.now = Instant.parse("2025-11-24T16:00:01.500Z");
      tracker.scalar("train/learning_rate", 300, 2e-5);
      tracker.scalar("validation/precision_at_recall_50", 300, 0);
      clock.now = Instant.parse("2025-11-24T16:00:02.125Z");
      tracker.scalar("validation/f1 é", 3_000_000_000L, -1.5);
      tracker.flush();

      assertThat(read(store, "events.out.tfevents.1764000000.bertline.000000")).isEqualTo(golden());
    }
  }

  @Test
  void everyFlushWritesAFileOfItsOwnWhichStartsWithTheVersion() throws IOException {
    try (BlobStore store = new LocalBlobStore(root)) {
      try (Tracker tracker = new TensorBoardTracker(store, "tracking/p/r/tensorboard", clock)) {
        tracker.scalar("train/loss", 1, 1);
        tracker.flush();
        tracker.flush();
        tracker.scalar("train/loss", 2, Double.NaN);
      }

      assertThat(store.list("tracking/"))
          .extracting(BlobInfo::name)
          .containsExactly(
              "tracking/p/r/tensorboard/events.out.tfevents.1764000000.bertline.000000",
              "tracking/p/r/tensorboard/events.out.tfevents.1764000000.bertline.000001");
      for (BlobInfo file : store.list("tracking/")) {
        assertThat(records(store, file)).isEqualTo(2);
      }
    }
  }

  @Test
  void pointsBecomeVisibleWithoutAFlushAfterHalfAMinute() {
    try (BlobStore store = new LocalBlobStore(root);
        Tracker tracker = new TensorBoardTracker(store, "tracking/p/r/tensorboard", clock)) {
      tracker.scalar("train/loss", 1, 1);
      assertThat(store.list("tracking/")).isEmpty();
      clock.now = clock.now.plusSeconds(30);
      tracker.scalar("train/loss", 2, 1);
      assertThat(store.list("tracking/")).hasSize(1);
    }
  }

  @Test
  void theLastPointsOfAnInterruptedRunAreKept() {
    try (BlobStore store = new LocalBlobStore(root);
        Tracker tracker = new TensorBoardTracker(store, "tracking/p/r/tensorboard", clock)) {
      tracker.scalar("train/loss", 1, 1);
      Thread.currentThread().interrupt();
      tracker.flush();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(store.list("tracking/")).hasSize(1);
    }
  }

  @Test
  void aStoreThatCannotBeWrittenDoesNotEndTheRun() throws IOException {
    Files.writeString(root.resolve("tracking"), "a file where the folder should be");
    try (BlobStore store = new LocalBlobStore(root);
        Tracker tracker = new TensorBoardTracker(store, "tracking/p/r/tensorboard", clock)) {
      tracker.scalar("train/loss", 1, 1);

      assertThatCode(tracker::flush).doesNotThrowAnyException();
    }
  }

  private static int records(BlobStore store, BlobInfo file) {
    int records = 0;
    try (TfRecordReader reader = new TfRecordReader(store.open(file.name()), file.name())) {
      while (reader.next() != null) {
        records++;
      }
    }
    return records;
  }

  private static byte[] read(BlobStore store, String name) throws IOException {
    try (InputStream in = store.open("tracking/p/r/tensorboard/" + name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] golden() throws IOException {
    try (InputStream in = TensorBoardTrackerTest.class.getResourceAsStream("scalars.tfevents")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static final class SettableClock extends Clock {
    private Instant now;

    private SettableClock(String now) {
      this.now = Instant.parse(now);
    }

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
