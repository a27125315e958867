package io.bertline.cli;

import io.bertline.artifact.RunRecord;
import io.bertline.artifact.Runs;
import io.bertline.storage.BlobStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects what is known about one execution and keeps it, once. */
final class RunRecorder {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Runs runs;
  private final Clock clock;
  private final String project;
  private final CommandLine commandLine;
  private final Instant startedAt;
  private final String run;
  private @Nullable String key;
  private @Nullable String uri;
  private boolean skipped;
  private Map<String, Double> metrics = Map.of();
  private boolean recorded;

  RunRecorder(BlobStore root, Clock clock, String project, CommandLine commandLine) {
    this.runs = new Runs(root);
    this.clock = clock;
    this.project = project;
    this.commandLine = commandLine;
    this.startedAt = clock.instant();
    this.run =
        SECONDS.format(startedAt)
            + "-"
            + commandLine.command()
            + "-"
            + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Returns the name of the execution. */
  String run() {
    return run;
  }

  /** Notes what is going to be made. */
  synchronized void begins(String keyToMake) {
    key = keyToMake;
  }

  /** Notes what was made or found. */
  synchronized void made(String artifactUri, boolean existed, Map<String, Object> summary) {
    uri = artifactUri;
    skipped = existed;
    metrics = StepSummary.metrics(summary);
  }

  /** Keeps the record. */
  synchronized void record(int exitCode, @Nullable String message) {
    if (recorded) {
      return;
    }
    recorded = true;
    runs.add(
        new RunRecord(
            run,
            project,
            commandLine.command(),
            key,
            uri,
            skipped,
            exitCode,
            message,
            startedAt.toString(),
            clock.instant().toString(),
            Redaction.arguments(commandLine.arguments()),
            metrics));
  }

  /**
   * What was typed.
   *
   * @param command name of the command
   * @param arguments what follows it
   */
  record CommandLine(String command, List<String> arguments) {}
}
