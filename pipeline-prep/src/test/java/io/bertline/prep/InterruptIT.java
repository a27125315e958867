package io.bertline.prep;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C ends prep in order, whatever it is doing. */
class InterruptIT {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "flink, 300000, 0",
    // In the middle: so many rows take several times as long on a fast machine.
    "flink, 900000, 6",
    "direct, 300000, 0",
  })
  void leavesNothingBehindAndSaysOneLine(String runner, int rows, int secondsAfterTheStart)
      throws IOException, InterruptedException {
    Path root = directory.resolve("root");
    BlobStore store = new LocalBlobStore(root);
    PrepRun.importTokenizer(store);
    Path input = directory.resolve("questions.csv");
    Files.writeString(input, Tables.questions(rows, new Random(3)));

    PrepProcess prep =
        PrepProcess.start(
            directory.resolve("log"),
            root,
            "--input=" + input,
            "--runner=" + runner,
            "--parallelism=2",
            "--range-bytes=50000");
    prep.awaitOutput("ranges, 2 at a time");
    Thread.sleep(Duration.ofSeconds(secondsAfterTheStart).toMillis());
    prep.interrupt();

    assertThat(prep.await()).as(prep.output()).isEqualTo(130);
    assertThat(prep.output().lines().toList())
        .noneMatch(line -> line.contains("Exception") || line.contains("\tat "))
        .last()
        .isEqualTo("prep: interrupted; nothing was committed, run the same command to start again");
    assertThat(store.list("datasets/")).isEmpty();
  }
}
