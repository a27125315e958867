package io.bertline.prep;

import io.bertline.artifact.Manifest;
import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.StepCommand;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.prep.runner.RunnerSettings;
import io.bertline.prep.split.Duplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prep}: turns tables of labelled text into a dataset. */
@Command(
    name = "prep",
    description = "Parses, checks, deduplicates, splits and tokenises labelled text.")
public final class PrepCommand implements StepCommand {
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--input",
      paramLabel = "URI",
      required = true,
      description =
          "A table in CSV, TSV or JSON Lines, plain, .gz or .zip: a file, gs://bucket/object, a"
              + " pattern of either, https://host/file, or"
              + " embedded:wordnet-feelings, embedded:wordnet-feelings-all, embedded:wordnet-nouns."
              + " May be repeated.")
  List<String> inputs = new ArrayList<>();

  @Option(
      names = "--validation-input",
      paramLabel = "URI",
      description = "A table whose rows are the validation split. May be repeated.")
  List<String> validationInputs = new ArrayList<>();

  @Option(
      names = "--test-input",
      paramLabel = "URI",
      description = "A table whose rows are the test split. May be repeated.")
  List<String> testInputs = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "auto",
      description =
          "How the tables are written: csv, tsv (without quotes) or jsonl (default: told from the"
              + " first line of each).")
  String format = "auto";

  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      description = "Column with the text (default: the one called text, question_text, ...).")
  @Nullable String textColumn;

  @Option(
      names = "--text-pair-column",
      paramLabel = "NAME",
      description = "Column with a second text, read together with the first.")
  @Nullable String textPairColumn;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "Column with the label (default: the one called label, target, class, ...).")
  @Nullable String labelColumn;

  @Option(
      names = "--id-column",
      paramLabel = "NAME",
      description =
          "Column that names a row (default: the one called id, qid, ..., else the row's place).")
  @Nullable String idColumn;

  @Option(
      names = "--slice-columns",
      paramLabel = "NAME",
      split = ",",
      description = "Columns by whose values eval looks at rows apart.")
  List<String> sliceColumns = new ArrayList<>();

  @Option(
      names = "--labels",
      paramLabel = "LABEL",
      split = ",",
      description = "Allowed labels in index order (default: those that occur).")
  List<String> labels = new ArrayList<>();

  @Option(
      names = "--positive-label",
      paramLabel = "LABEL",
      description =
          "Of two labels the one that is sought (default: 1, true, yes, positive; else the rarer).")
  @Nullable String positiveLabel;

  @Option(
      names = "--train-size",
      paramLabel = "SIZE",
      description =
          "Share or number of rows for training (default: what validation and test leave).")
  @Nullable String trainSize;

  @Option(
      names = "--validation-size",
      paramLabel = "SIZE",
      description =
          "Share or number of the rows of --input for validation (default: 0.1, or none beside"
              + " --validation-input).")
  @Nullable String validationSize;

  @Option(
      names = "--test-size",
      paramLabel = "SIZE",
      description =
          "Share or number of the rows of --input for the test (default: 0.1, or none beside"
              + " --test-input).")
  @Nullable String testSize;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Decides which row goes where (default: ${DEFAULT-VALUE}).")
  long seed = 42;

  @Option(
      names = {"--tokenizer", "--model"},
      paramLabel = "REF",
      description = "Model whose tokenizer is used (default: the project's).")
  @Nullable String tokenizer;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      defaultValue = "128",
      description = "Most tokens of a row; what is longer is cut (default: ${DEFAULT-VALUE}).")
  int maxLength = 128;

  @Option(
      names = "--duplicates",
      paramLabel = "POLICY",
      defaultValue = "drop",
      description =
          "What becomes of rows with the same text: drop all but one, keep them in one split, or"
              + " ignore that their texts are the same (default: ${DEFAULT-VALUE}).")
  Duplicates duplicates = Duplicates.DROP;

  @Option(
      names = "--max-bad-rows",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description =
          "Greatest share of rows that may be unusable, else nothing is made (default:"
              + " ${DEFAULT-VALUE}).")
  double maxBadRows = 0.01;

  @Option(
      names = "--expect",
      paramLabel = "CHECK",
      split = ",",
      description =
          "What the dataset must be like, else it is not made: for example"
              + " unknown_tokens<=0.05,truncated<=0.01,rows>=1000.")
  List<String> expectations = new ArrayList<>();

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "auto",
      description = "Files of the training split (default: one for 64 MB of input).")
  String shards = "auto";

  @Option(
      names = "--runner",
      paramLabel = "RUNNER",
      defaultValue = PrepArgumentsFactory.AUTO,
      description =
          "What executes the job: flink, direct, or auto: flink unless the input is small (default:"
              + " ${DEFAULT-VALUE}).")
  String runner = PrepArgumentsFactory.AUTO;

  @Option(
      names = "--flink-master",
      paramLabel = "HOST:PORT",
      defaultValue = RunnerSettings.LOCAL,
      description = "Flink's JobManager (default: a Flink in this process).")
  String flinkMaster = RunnerSettings.LOCAL;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "auto",
      description = "How much is done at a time (default: number of processors).")
  String parallelism = "auto";

  @Option(
      names = "--beam-option",
      paramLabel = "NAME=VALUE",
      description = "An option of Beam or its runner, for example objectReuse=true.")
  List<String> beamOptions = new ArrayList<>();

  // One mebibyte keeps two cores busy on ten megabytes and makes few elements of a gigabyte.
  @Option(names = "--range-bytes", hidden = true, defaultValue = "1048576")
  long rangeBytes = 1 << 20;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public Map<String, @Nullable Object> optionsFor(Manifest manifest) {
    return PrepIdentity.inputOptions(manifest.inputs());
  }

  @Override
  public StepOutcome run(StepContext context) {
    return new PrepJob(
            PrepArgumentsFactory.create(this, context.parameters(PrepIdentity.options())), context)
        .run();
  }

  /** Runs the command as a process. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new PrepCommand(), arguments));
  }
}
