package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.dataset.Split;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops a training as Kubernetes does. */
final class TerminationIT {
  @TempDir private Path root;
  @TempDir private Path tokenizer;

  @Test
  void aTrainingThatIsTerminatedLeavesNothingBehind() throws IOException, InterruptedException {
    try (TinyProject project = new TinyProject(root, tokenizer)) {
      project.model();
      project.dataset(List.of("bad", "good"), Map.of(Split.TRAIN, 640, Split.VALIDATION, 16));
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Dai.djl.offline=true",
                  "-cp",
                  System.getProperty("java.class.path"),
                  TrainCommand.class.getName(),
                  "--root",
                  root.toString(),
                  "--threads",
                  "1",
                  "--epochs",
                  "10000")
              .redirectErrorStream(true)
              .start();
      StringBuilder output = new StringBuilder();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          output.append(line).append('\n');
          if (line.contains("epoch ") && output.indexOf("SIGTERM") < 0) {
            // Process.destroy would close the stream as well.
            process.toHandle().destroy();
          }
        }
      }

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).describedAs(output.toString()).isEqualTo(143);
      assertThat(output).contains("nothing was committed");
      assertThat(project.classifiers()).isEmpty();
      assertThat(project.store().list("tracking/")).isNotEmpty();
    }
  }
}
