package io.bertline.prep.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The arguments as Flink's own main class reads them. */
class ClusterSettingsTest {
  @TempDir Path folder;

  @Test
  void theCommandLineWinsOverTheFileAndTheFileOverOurDefaults() throws Exception {
    Files.writeString(
        folder.resolve("config.yaml"), "heartbeat:\n  interval: 7000\n  timeout: 8000\n");

    Configuration settings =
        read(
            Map.of("FLINK_CONF_DIR", folder.toString()),
            Map.of(
                "heartbeat.interval",
                "1",
                "heartbeat.timeout",
                "1",
                "rest.port",
                "1",
                "web.refresh-interval",
                "1"),
            "-Dheartbeat.timeout=9000",
            "-Drest.port=9001");

    assertThat(settings.toMap())
        .containsEntry("heartbeat.interval", "7000")
        .containsEntry("heartbeat.timeout", "9000")
        .containsEntry("rest.port", "9001")
        .containsEntry("web.refresh-interval", "1");
  }

  @Test
  void noFileIsNeeded() throws Exception {
    assertThat(read(Map.of(), Map.of("rest.port", "1")).toMap()).containsEntry("rest.port", "1");
  }

  private static Configuration read(
      Map<String, String> environment, Map<String, String> defaults, String... given)
      throws Exception {
    return TaskManagerRunner.loadConfiguration(
        ClusterSettings.of(environment).commandLine(defaults, given));
  }
}
