package io.bertline.prep.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Where settings of Flink come from: the command line, then the {@code config.yaml} of the folder
 * that {@code FLINK_CONF_DIR} names, then our defaults.
 */
final class ClusterSettings {
  private static final String FOLDER = "FLINK_CONF_DIR";

  /**
   * The variable in {@code logback.xml}; the one line of a command shall not drown, but a server's
   * log is its face.
   */
  private static final String LOG_LEVEL = "BERTLINE_RUNNER_LOG";

  private final Path folder;
  private final Configuration file;

  private ClusterSettings(Path folder, Configuration file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Reads the file, and makes Flink's messages visible.
   *
   * @param environment variables of the process
   * @throws IOException if no temporary folder can be made
   */
  static ClusterSettings of(Map<String, String> environment) throws IOException {
    // Before the first logger is made.
    System.setProperty(LOG_LEVEL, environment.getOrDefault(LOG_LEVEL, "INFO"));
    String given = environment.getOrDefault(FOLDER, "");
    Path folder = given.isEmpty() ? withoutSettings() : Path.of(given);
    return new ClusterSettings(folder, GlobalConfiguration.loadConfiguration(folder.toString()));
  }

  /** Returns a folder with an empty configuration; Flink does not start without the file. */
  private static Path withoutSettings() throws IOException {
    Path folder = Files.createTempDirectory("flink");
    Files.writeString(folder.resolve("config.yaml"), "{}\n");
    return folder;
  }

  /**
   * Returns the arguments for a main class of Flink.
   *
   * @param defaults what holds unless the file or the command line says otherwise
   * @param given the command line; of a setting that is there twice the last counts
   */
  String[] commandLine(Map<String, String> defaults, String... given) {
    List<String> arguments = new ArrayList<>(List.of("--configDir", folder.toString()));
    new TreeMap<>(defaults)
        .forEach(
            (key, value) -> {
              if (!file.containsKey(key)) {
                arguments.add("-D" + key + "=" + value);
              }
            });
    arguments.addAll(List.of(given));
    return arguments.toArray(String[]::new);
  }
}
