package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two million rows of 30 tokens, 256 MB, in a heap of 64 MB. */
class LargeSplitIT {
  @TempDir private Path directory;

  @Test
  void rowsInAFileTakeAFewBytesOfTheHeap() throws IOException, InterruptedException {
    assertThat(run(directory.resolve("rows").toString())).isZero();
  }

  @Test
  void rowsInMemoryDoNotFit() throws IOException, InterruptedException {
    assertThat(run()).isNotZero();
  }

  private static int run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeSplit.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    assertThat(output)
        .satisfiesAnyOf(
            text -> assertThat(text).isEmpty(),
            text -> assertThat(text).contains("OutOfMemoryError"));
    return exitCode;
  }
}
