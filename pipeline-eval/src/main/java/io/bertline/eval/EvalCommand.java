package io.bertline.eval;

import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.StepCommand;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.dataset.Split;
import io.bertline.inference.InferenceOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eval}: measures a classifier on a split of a dataset. */
@Command(
    name = "eval",
    description = "Measures a classifier on a split and writes an evaluation with a report.")
public final class EvalCommand implements StepCommand {
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--classifier",
      paramLabel = "REF",
      description =
          "Classifier to measure: a uri, project:NAME or release:NAME (with its decision); the"
              + " project's own by default.")
  @Nullable String classifier;

  @Option(
      names = "--dataset",
      paramLabel = "REF",
      description = "Dataset to measure on; the one the classifier was trained on by default.")
  @Nullable String dataset;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      defaultValue = "test",
      description = "train, validation or test (${DEFAULT-VALUE}).")
  Split split = Split.TEST;

  @Option(
      names = "--threshold",
      paramLabel = "tuned|NUMBER",
      defaultValue = EvalArguments.TUNED,
      description =
          "Probability from which a row is called positive: a number from 0 to 1, or 'tuned' for"
              + " that of the release, or else the one train fitted (${DEFAULT-VALUE}).")
  String threshold = EvalArguments.TUNED;

  @Option(
      names = "--threshold-for",
      paramLabel = "OBJECTIVE",
      description =
          "Choose the threshold anew on the validation split: f1, precision>=NUMBER (finds most)"
              + " or recall>=NUMBER (is most precise).")
  @Nullable String thresholdFor;

  @Option(
      names = "--champion",
      paramLabel = "RELEASE",
      description = "Release to compare with on the same rows, by name or NAME@NUMBER.")
  @Nullable String champion;

  @Option(
      names = "--gate",
      paramLabel = "EXPRESSION",
      description =
          "What has to hold, for example 'f1>=0.6, f1>=champion-0.005, slices.min(recall)>=0.4'.")
  String gate = "";

  @Option(
      names = "--fail-on-gate",
      description = "Exit with 7 if the gate is not passed; the evaluation is kept.")
  boolean failOnGate;

  @Option(
      names = "--batch-size",
      paramLabel = "ROWS",
      defaultValue = "64",
      description = "Rows scored at once (${DEFAULT-VALUE}).")
  int batchSize = 64;

  @Mixin InferenceOptions inference = new InferenceOptions();

  /** Runs the command as a process. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new EvalCommand(), arguments));
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public StepOutcome run(StepContext context) {
    return new EvalJob(new EvalArgumentsFactory(context).create(this), context).run();
  }
}
