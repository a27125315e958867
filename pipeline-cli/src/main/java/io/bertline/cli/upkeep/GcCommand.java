package io.bertline.cli.upkeep;

import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.PlainCommand;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobInfo;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code gc}: deletes what attempts left behind that were killed before they could clean up, or
 * that another attempt has replaced. Committed artifacts stay, and so does all that a release or a
 * project names.
 */
@Command(
    name = "gc",
    description =
        "Deletes files of attempts that were never committed, or were replaced and are named by no"
            + " release or project; --dry-run lists them.")
public final class GcCommand implements PlainCommand {
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--older-than-hours",
      paramLabel = "HOURS",
      defaultValue = "72",
      description =
          "Leave what was written or replaced later; it may still be in use (${DEFAULT-VALUE}).")
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
    Totals totals = new Totals();
    new Leftovers(context.artifacts(), limit)
        .forEach(
            attempt -> {
              attempt.blobs().forEach(blob -> remove(context, blob));
              totals.files += attempt.blobs().size();
              totals.bytes += attempt.bytes();
            });
    context.print(
        "%s %d files, %d bytes"
            .formatted(context.dryRun() ? "would delete" : "deleted", totals.files, totals.bytes));
  }

  private static final class Totals {
    private long files;
    private long bytes;
  }

  private static void remove(StepContext context, BlobInfo blob) {
    if (context.dryRun()) {
      context.print(context.artifacts().blobs().uri(blob.name()));
    } else {
      context.artifacts().blobs().delete(blob.name());
    }
  }
}
