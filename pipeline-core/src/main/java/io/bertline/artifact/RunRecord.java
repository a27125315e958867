package io.bertline.artifact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a command, successful or not.
 *
 * @param run name of the execution, unique below the root
 * @param project set of references it worked on
 * @param step name of the command
 * @param key content key of what it makes; null when it failed before that was known
 * @param uri where the artifact is; null when there is none
 * @param skipped whether the artifact existed already
 * @param exitCode exit code of the process
 * @param message the failure in one line; null on success
 * @param startedAt ISO-8601 instant
 * @param endedAt ISO-8601 instant
 * @param arguments the command line, without secrets
 * @param metrics the headline numbers of the step
 */
public record RunRecord(
    String run,
    String project,
    String step,
    @Nullable String key,
    @Nullable String uri,
    boolean skipped,
    int exitCode,
    @Nullable String message,
    String startedAt,
    String endedAt,
    List<String> arguments,
    Map<String, Double> metrics) {
  public RunRecord {
    arguments = List.copyOf(arguments);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
