package io.bertline.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Checkpoint;
import io.bertline.artifact.Checkpoints;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointKeeperTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path root;
  @TempDir private Path scratch;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private Checkpoints checkpoints;
  private CheckpointKeeper keeper;

  @BeforeEach
  void open() {
    LocalBlobStore store = new LocalBlobStore(root);
    checkpoints = new Checkpoints(store, Clock.systemUTC(), "a".repeat(64));
    keeper =
        new CheckpointKeeper(
            checkpoints, "me", scratch, Duration.ofNanos(1), System::nanoTime, said::add);
  }

  @AfterEach
  void close() {
    keeper.close();
  }

  private static void write(Path directory) {
    try {
      Files.writeString(directory.resolve("state.json"), "{}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fillDisk(Path directory) {
    write(directory);
    throw new UncheckedIOException("cannot", new IOException("No space left on device"));
  }

  private List<Long> steps() {
    return checkpoints.newestFirst(said::add).stream().map(Checkpoint::step).toList();
  }

  @Test
  void theLastTwoAreKept() {
    for (long step = 1; step <= 5; step++) {
      assertThat(keeper.saveLast(step, CheckpointKeeperTest::write, LONG)).isTrue();
    }
    keeper.saveLast(6, CheckpointKeeperTest::write, LONG);

    assertThat(steps()).containsExactly(6L, 5L);
    assertThat(keeper.stored()).isEqualTo(6);
  }

  @Test
  void theOneThatTheRunWentOnFromCountsAsTheLast() {
    keeper.saveLast(3, CheckpointKeeperTest::write, LONG);
    keeper.close();
    keeper =
        new CheckpointKeeper(
            checkpoints, "another", scratch, Duration.ofNanos(1), System::nanoTime, said::add);
    keeper.resumedAt(3);

    assertThat(keeper.saveLast(3, CheckpointKeeperTest::fillDisk, LONG)).isTrue();
    keeper.saveLast(4, CheckpointKeeperTest::write, LONG);

    assertThat(steps()).containsExactly(4L, 3L);
    assertThat(said).isEmpty();
  }

  @Test
  void aFullDiskCostsAWarningAndNothingIsHalfWritten() throws IOException {
    keeper.saveLast(1, CheckpointKeeperTest::write, LONG);

    assertThat(keeper.saveLast(2, CheckpointKeeperTest::fillDisk, LONG)).isFalse();

    assertThat(said)
        .singleElement()
        .asString()
        .startsWith(
            "train: warning: the checkpoint of step 2 could not be stored, training goes on (the"
                + " last one is of step 1): ")
        .contains("No space left on device");
    assertThat(steps()).containsExactly(1L);
    try (var folders = Files.list(root.resolve("checkpoints/" + "a".repeat(64)))) {
      assertThat(folders).hasSize(1);
    }
  }
}
