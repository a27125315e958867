package io.bertline.publish;

import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.PlainCommand;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.inference.InferenceOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code publish}: makes an evaluated classifier the current release of a name. */
@Command(
    name = "publish",
    description =
        "Makes an evaluated classifier the current release of a name, or goes back to the one"
            + " before.")
public final class PublishCommand implements PlainCommand {
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--evaluation",
      paramLabel = "REF",
      description =
          "Evaluation whose classifier and decision go out: a uri or project:NAME; the project's"
              + " own by default.")
  @Nullable String evaluation;

  @Option(
      names = "--release",
      paramLabel = "NAME",
      required = true,
      description = "Name of the release, for example prod.")
  String release = "";

  @Option(names = "--rollback", description = "Go back to what went out before the current one.")
  boolean rollback;

  @Option(names = "--history", description = "Print what went out under this name, and stop.")
  boolean history;

  @Mixin InferenceOptions inference = new InferenceOptions();

  /** Runs the command as a process. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new PublishCommand(), arguments));
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(StepContext context) {
    ReleaseLog log = new ReleaseLog(context, release);
    if ((rollback || history) && evaluation != null) {
      throw new BertlineException(
          FailureKind.USAGE, "--evaluation has no meaning with --rollback or --history");
    }
    if (history) {
      log.print();
    } else if (rollback) {
      new RollbackJob(log, context).run();
    } else {
      new PublishJob(log, evaluation, inference.model(), context).run();
    }
  }
}
