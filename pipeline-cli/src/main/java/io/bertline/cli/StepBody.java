package io.bertline.cli;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.Attempt;
import java.util.Map;

/** The work of a step: writes all files of the artifact into the attempt. */
@FunctionalInterface
public interface StepBody {
  /**
   * Makes the artifact's files. By convention the sidecar {@code report.html} is its report.
   *
   * @return the summary, which is stored as the sidecar {@code summary.json}: values are numbers,
   *     strings or booleans
   */
  Map<String, Object> make(Attempt attempt);

  /**
   * Checks an artifact that existed already by the options that are no part of its key. What this
   * throws ends the command before the project refers to the artifact.
   */
  default void check(Artifact existing) {}
}
