package io.bertline.train;

import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.StepCommand;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.train.selftest.SelfTest;
import java.util.Map;
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

  @Mixin CheckpointOptions checkpoints = new CheckpointOptions();

  @Option(
      names = "--track",
      paramLabel = "NAME",
      defaultValue = "tensorboard",
      description = "Where the curves go while it runs: tensorboard or none (${DEFAULT-VALUE}).")
  Tracking track = Tracking.TENSORBOARD;

  @Option(
      names = "--self-test",
      description =
          "Train nothing but prove that this machine trains correctly, and tell how fast; heeds"
              + " --device, --threads and --precision.")
  boolean selfTest;

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
  public boolean usesStore() {
    return !selfTest;
  }

  @Override
  public StepOutcome run(StepContext context) {
    if (selfTest) {
      Precision precision = hyperparameters.hyperparameters().precision();
      new SelfTest(ModelOptions.of(device, precision, threads), context).run();
      return new StepOutcome(null, false, Map.of());
    }
    return new TrainJob(new TrainArgumentsFactory(context).create(this), context).run();
  }
}
