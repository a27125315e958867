package io.bertline.predict;

import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.PlainCommand;
import io.bertline.cli.StepContext;
import io.bertline.inference.InferenceOptions;
import io.bertline.predict.input.InputFormat;
import io.bertline.predict.output.OutputFormat;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code predict}: labels texts with a classifier. */
@Command(
    name = "predict",
    description = "Labels texts with a classifier: given ones, or the rows of a table.")
public final class PredictCommand implements PlainCommand {
  private final InputStream standardInput;

  @Mixin CommonOptions common = new CommonOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "TEXT",
      description = "Texts to label, instead of --input.")
  List<String> texts = new ArrayList<>();

  @Option(
      names = "--classifier",
      paramLabel = "REF",
      description =
          "A uri, project:NAME, release:NAME (with its decision) or a directory of a classifier;"
              + " the project's own by default.")
  @Nullable String classifier;

  @Option(
      names = "--input",
      paramLabel = "URI",
      description = "What to label: a file, gs:// or - for standard input.")
  @Nullable String input;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "auto",
      description = "csv, jsonl, text (a text a line), or auto: by the name (${DEFAULT-VALUE}).")
  InputFormat format = InputFormat.AUTO;

  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      defaultValue = "text",
      description = "Column of the text (${DEFAULT-VALUE}).")
  String textColumn = "text";

  @Option(
      names = "--text-pair-column",
      paramLabel = "NAME",
      description = "Column of the second text, for a classifier of pairs.")
  @Nullable String textPairColumn;

  @Option(
      names = "--id-column",
      paramLabel = "NAME",
      description = "Column that names a row in the output; the row number by default.")
  @Nullable String idColumn;

  @Option(
      names = "--output",
      paramLabel = "URI",
      defaultValue = PredictArguments.STANDARD,
      description = "Where to write: a file, gs:// or - for standard output (${DEFAULT-VALUE}).")
  String output = PredictArguments.STANDARD;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      defaultValue = "auto",
      description = "csv, jsonl, plain (for people), or auto (${DEFAULT-VALUE}).")
  OutputFormat outputFormat = OutputFormat.AUTO;

  @Option(
      names = "--part",
      paramLabel = "I/N",
      description =
          "Label only the I-th of N equal parts of the rows, so that N processes share an input."
              + " Name another --output for each: one after the other, they are the whole.")
  @Nullable String part;

  @Option(names = "--with-text", description = "Repeat the text in the output.")
  boolean withText;

  @Option(
      names = "--dead-letters",
      paramLabel = "URI",
      description = "Where to write rows that cannot be read; they are only counted by default.")
  @Nullable String deadLetters;

  @Mixin InferenceOptions inference = new InferenceOptions();

  /**
   * @param standardInput what {@code --input -} reads
   */
  public PredictCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /** Runs the command as a process. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new PredictCommand(System.in), arguments));
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(StepContext context) {
    PredictArguments arguments = new PredictArgumentsFactory(context).create(this);
    new PredictJob(arguments, context, standardInput).run();
  }
}
