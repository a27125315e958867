package io.bertline.cli.upkeep;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.PlainCommand;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code gc}: deletes what attempts left behind that were killed before they could clean up, or
 * that another attempt has replaced. Committed artifacts stay.
 */
@Command(
    name = "gc",
    description =
        "Deletes files of attempts that were never committed or were replaced; --dry-run lists"
            + " them.")
public final class GcCommand implements PlainCommand {
  /** Begins the name of an attempt. */
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  private static final int TIME_LENGTH = "20261125T021300Z".length();

  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--older-than-hours",
      paramLabel = "HOURS",
      defaultValue = "72",
      description =
          "Leave what was begun later; it may still be written or read (${DEFAULT-VALUE}).")
  long olderThanHours = 72;

  /** Runs the command as a process. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new GcCommand(), arguments));
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(StepContext context) {
    if (olderThanHours < 1) {
      throw new BertlineException(
          FailureKind.USAGE, "--older-than-hours is " + olderThanHours + ", expected 1 or more");
    }
    Instant limit = context.clock().instant().minus(Duration.ofHours(olderThanHours));
    StoredArtifacts stored = new StoredArtifacts(context.artifacts());
    long files = 0;
    long bytes = 0;
    for (ArtifactType type : ArtifactType.values()) {
      Map<String, String> committed = new HashMap<>();
      for (BlobInfo blob : stored.blobs(type)) {
        // <type>s/<key>/<attempt>/<file>; a manifest has no attempt.
        String[] parts = blob.name().split("/", 4);
        if (parts.length == 4 && begun(parts[2]).filter(limit::isAfter).isPresent()) {
          String attempt =
              committed.computeIfAbsent(parts[1], key -> committedAttempt(context, type, key));
          if (!attempt.equals(parts[2])) {
            files++;
            bytes += blob.size();
            remove(context, blob);
          }
        }
      }
    }
    context.print(
        "%s %d files, %d bytes"
            .formatted(context.dryRun() ? "would delete" : "deleted", files, bytes));
  }

  private static void remove(StepContext context, BlobInfo blob) {
    if (context.dryRun()) {
      context.print(context.artifacts().blobs().uri(blob.name()));
    } else {
      context.artifacts().blobs().delete(blob.name());
    }
  }

  /** A manifest that cannot be read stops the command: what it names must not be deleted. */
  private static String committedAttempt(StepContext context, ArtifactType type, String key) {
    return context
        .artifacts()
        .find(type, key)
        .map(Artifact::manifest)
        .map(manifest -> manifest.attempt())
        .orElse("");
  }

  /** Returns when an attempt was begun; empty if this is not the name of one. */
  private static Optional<Instant> begun(String attempt) {
    if (attempt.length() <= TIME_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.parse(attempt.substring(0, TIME_LENGTH), TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
