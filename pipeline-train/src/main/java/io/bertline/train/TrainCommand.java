package io.bertline.train;

import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.StepCommand;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: fine-tunes a pretrained model on a dataset. */
@Command(
    name = "train",
    description = "Fine-tunes a model on a dataset and writes a classifier with a report.")
public final class TrainCommand implements StepCommand {
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--dataset",
      paramLabel = "REF",
      description = "Dataset to learn: a uri or project:NAME; the project's own by default.")
  @Nullable String dataset;

  @Option(
      names = "--model",
      paramLabel = "REF",
      description = "Model to start from: a uri or project:NAME; the project's own by default.")
  @Nullable String model;

  @Mixin HyperparameterOptions hyperparameters = new HyperparameterOptions();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "auto, cpu, gpu or gpu:<index> (${DEFAULT-VALUE}).")
  String device = "";

  @Option(
      names = "--threads",
      paramLabel = "COUNT",
      defaultValue = "auto",
      description =
          "Processor threads; auto is one for each core this process owns (${DEFAULT-VALUE}).")
  String threads = "";

  @Option(
      names = "--track",
      paramLabel = "NAME",
      defaultValue = "tensorboard",
      description = "Where the curves go while it runs: tensorboard or none (${DEFAULT-VALUE}).")
  Tracking track = Tracking.TENSORBOARD;

  /** Where the curves of a run go. */
  enum Tracking {
    TENSORBOARD,
    NONE
  }

  /** Runs the command as a process. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new TrainCommand(), arguments));
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public StepOutcome run(StepContext context) {
    return new TrainJob(new TrainArgumentsFactory(context).create(this), context).run();
  }
}
