package io.bertline.prep.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configuration of the Flink in this process. A cluster has its own. */
final class FlinkConfiguration {
  private FlinkConfiguration() {}

  /**
   * Writes the file and returns its folder.
   *
   * @param directory for it, and for what Flink spills
   */
  static String write(Path directory) throws IOException {
    Path folder = Files.createTempDirectory(directory, "flink");
    // Counters travel with the heartbeats; its ten seconds are long for a progress bar.
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        heartbeat.interval: 1000
        io.tmp.dirs: "%s"
        """
            .formatted(directory));
    return folder.toString();
  }
}
