package io.bertline.prep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a file system of four megabytes, which only root can make. */
class DiskFullIT {
  @TempDir Path directory;
  private Path disk = Path.of("");
  private boolean mounted;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectory(directory.resolve("disk"));
    mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
    assumeTrue(mounted, "a small file system cannot be mounted here");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      assertThat(succeeds("umount", disk.toString())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink", "direct"})
  void aFullDiskIsTheWholeMessageAndLeavesNoDataset(String runner) throws IOException {
    BlobStore root = new LocalBlobStore(disk);
    PrepRun.importTokenizer(root);
    Path input = directory.resolve("questions.csv");
    Files.writeString(input, Tables.questions(30_000, new Random(12)));

    PrepRun run = PrepRun.of(disk.toString(), "--input", input.toString(), "--runner", runner);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(8);
    String last = run.err().lines().reduce((first, second) -> second).orElse("");
    assertThat(last)
        .startsWith("prep: " + disk)
        .endsWith("cannot be written: No space left on device; free some space");
    assertThat(root.list("datasets/")).isEmpty();
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      // There is no such command.
      return false;
    }
  }
}
