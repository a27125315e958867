package io.bertline.prep.cluster;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;

/**
 * Flink's JobManager: takes jobs from {@code prep --flink-master} and gives them to TaskManagers.
 */
public final class JobManager {
  private JobManager() {}

  /**
   * Runs it.
   *
   * @param arguments settings of Flink as {@code -Dkey=value}; {@code -Djobmanager.rpc.address=} is
   *     the name under which the TaskManagers reach this process
   * @throws IOException if its configuration cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    ClusterSettings settings = ClusterSettings.of(System.getenv());
    StandaloneSessionClusterEntrypoint.main(
        settings.commandLine(
            // Batch jobs are not restarted otherwise, and Beam's own option for it has no effect.
            Map.of(
                "classloader.resolve-order", "parent-first",
                "restart-strategy.type", "fixed-delay",
                "restart-strategy.fixed-delay.attempts", "3",
                "restart-strategy.fixed-delay.delay", "10 s"),
            arguments));
  }
}
