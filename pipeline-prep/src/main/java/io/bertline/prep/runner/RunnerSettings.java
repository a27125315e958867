package io.bertline.prep.runner;

import java.nio.file.Path;
import java.util.List;

/**
 * How the pipeline is executed. None of it changes a byte of what is written.
 *
 * @param runner what executes it
 * @param flinkMaster {@link #LOCAL} or host:port
 * @param parallelism ranges worked on at a time, at least 1
 * @param beamOptions Beam's own options as {@code name=value}
 * @param directory for files of the runner, kept until the pipeline has ended
 * @param jobName what the job is called where it runs
 */
public record RunnerSettings(
    BeamRunner runner,
    String flinkMaster,
    int parallelism,
    List<String> beamOptions,
    Path directory,
    String jobName) {
  /** The master of a Flink in this process. */
  public static final String LOCAL = "[local]";

  public RunnerSettings {
    beamOptions = List.copyOf(beamOptions);
  }

  boolean embedded() {
    return flinkMaster.equals(LOCAL);
  }

  /** Returns in words where the pipeline runs. */
  public String describe() {
    return switch (runner) {
      case FLINK -> embedded() ? "Flink in this process" : "Flink at " + flinkMaster;
      case DIRECT -> "Beam's direct runner";
    };
  }
}
