package io.bertline.cli.runs;

import io.bertline.artifact.ArtifactType;
import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.PlainCommand;
import io.bertline.cli.StepContext;
import io.bertline.cli.Version;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs}: the runs of a project side by side. */
@Command(
    name = "runs",
    description =
        "Shows the runs of a project side by side, best first: metrics and the parameters that"
            + " differ.")
public final class RunsCommand implements PlainCommand {
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--step",
      paramLabel = "NAME",
      defaultValue = "eval",
      description = "Runs of which command: import-model, prep, train or eval (${DEFAULT-VALUE}).")
  String step = "eval";

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "What to rank by, validation_ may be left out; F1 by default, macro F1 for more than two"
              + " labels.")
  String metric = "";

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "Most runs to show, the latest ones (${DEFAULT-VALUE}).")
  int limit = 20;

  @Option(
      names = "--page",
      paramLabel = "URI",
      description = "Also write a page: a file or gs://bucket/name.")
  @Nullable String page;

  /** Runs the command as a process. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new RunsCommand(), arguments));
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(StepContext context) {
    if (limit < 1) {
      throw new BertlineException(
          FailureKind.USAGE, "--limit is " + limit + ", expected 1 or more");
    }
    List<ComparedRun> runs =
        new RunReader(context.artifacts()).read(context.project(), type(step), limit);
    if (runs.isEmpty()) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          "project '%s' below %s has no run of %s whose result still exists"
              .formatted(context.project(), context.artifacts().blobs().root(), step));
    }
    RunTable table = RunTable.of(runs, metric);
    RunText.lines(table).forEach(context::print);
    if (page != null) {
      write(context, page, table);
    }
  }

  private static void write(StepContext context, String uri, RunTable table) {
    String html =
        RunPage.of(
            table, context.project(), context.clock().instant().toString(), Version.current());
    int slash = uri.lastIndexOf('/');
    String folder = slash < 0 ? "." : slash == 0 ? "/" : uri.substring(0, slash);
    context
        .open(folder)
        .put(uri.substring(slash + 1), BlobContent.of(html.getBytes(StandardCharsets.UTF_8)));
    context.say("page  " + uri);
  }

  private static ArtifactType type(String step) {
    return Arrays.stream(ArtifactType.values())
        .filter(type -> type.step().equals(step))
        .findFirst()
        .orElseThrow(
            () ->
                new BertlineException(
                    FailureKind.USAGE,
                    "--step is '%s', expected one of %s"
                        .formatted(
                            step,
                            Arrays.stream(ArtifactType.values())
                                .map(ArtifactType::step)
                                .collect(Collectors.joining(", ")))));
  }
}
