package io.bertline.prep;

import io.bertline.cli.Parameters;
import io.bertline.dataset.TokenizedRowCodec;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.prep.input.Columns;
import io.bertline.prep.runner.BeamRunner;
import io.bertline.prep.runner.RunnerSettings;
import io.bertline.prep.split.SplitSize;
import io.bertline.prep.split.SplitSizes;
import io.bertline.table.TableFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns options into arguments; every check that needs no file is here. */
final class PrepArgumentsFactory {
  static final String AUTO = "auto";
  private static final int MIN_LENGTH = 3;
  private static final int MAX_SHARDS = 10_000;

  private PrepArgumentsFactory() {}

  /**
   * @throws BertlineException {@code USAGE} if an option, or two together, make no sense
   */
  static PrepArguments create(PrepCommand options, Parameters parameters) {
    List<String> labels = options.labels;
    if (labels.size() == 1 || new HashSet<>(labels).size() != labels.size()) {
      throw usage("--labels " + String.join(",", labels) + ": give two or more different labels");
    }
    String positive = options.positiveLabel;
    if (positive != null && !labels.isEmpty() && !labels.contains(positive)) {
      throw usage("--positive-label " + positive + ": is none of --labels " + labels);
    }
    if (options.maxLength < MIN_LENGTH) {
      throw usage("--max-length " + options.maxLength + ": must be at least " + MIN_LENGTH);
    }
    if (!(options.maxBadRows >= 0 && options.maxBadRows <= 1)) {
      throw usage("--max-bad-rows " + options.maxBadRows + ": must be a share from 0 to 1");
    }
    // Throws if a slice column has the name of a feature.
    new TokenizedRowCodec(options.sliceColumns);
    return new PrepArguments(
        options.inputs,
        options.validationInputs,
        options.testInputs,
        choice("--format", options.format, TableFormat.values(), "auto, csv, tsv or jsonl"),
        new Columns.Request(
            options.textColumn,
            options.textPairColumn,
            options.labelColumn,
            options.idColumn,
            options.sliceColumns),
        labels,
        positive,
        sizes(options),
        options.seed,
        options.tokenizer,
        options.maxLength,
        options.duplicates,
        new DatasetChecks(
            options.maxBadRows, options.expectations.stream().map(Expectation::parse).toList()),
        number("--shards", options.shards, 0),
        choice("--runner", options.runner, BeamRunner.values(), "auto, flink or direct"),
        flinkMaster(options.flinkMaster),
        number("--parallelism", options.parallelism, Runtime.getRuntime().availableProcessors()),
        options.beamOptions,
        options.rangeBytes,
        parameters);
  }

  /** Returns the value of a name in any case; null for {@link #AUTO}. */
  private static <E extends Enum<E>> @Nullable E choice(
      String option, String name, E[] values, String accepted) {
    if (name.equals(AUTO)) {
      return null;
    }
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> usage(option + " " + name + ": must be " + accepted));
  }

  private static String flinkMaster(String master) {
    if (master.equals(RunnerSettings.LOCAL) || master.matches("[^:\\s]+:\\d{1,5}")) {
      return master;
    }
    throw usage("--flink-master " + master + ": must be host:port or " + RunnerSettings.LOCAL);
  }

  private static SplitSizes sizes(PrepCommand options) {
    try {
      return new SplitSizes(
          options.trainSize == null ? null : size("--train-size", options.trainSize),
          size("validation", options.validationSize, options.validationInputs),
          size("test", options.testSize, options.testInputs));
    } catch (IllegalArgumentException e) {
      throw usage("--train-size, --validation-size, --test-size: " + e.getMessage());
    }
  }

  /** An input of its own is the whole split; else a tenth is. */
  private static SplitSize size(String split, @Nullable String given, List<String> inputs) {
    String option = "--" + split + "-size";
    if (inputs.isEmpty()) {
      return size(option, given == null ? "0.1" : given);
    }
    if (given != null) {
      throw usage(
          "%s %s: the %s split is what --%s-input holds; give one of the two"
              .formatted(option, given, split, split));
    }
    return SplitSize.NONE;
  }

  private static SplitSize size(String option, String text) {
    try {
      return SplitSize.parse(text);
    } catch (IllegalArgumentException e) {
      throw usage(option + ": " + e.getMessage());
    }
  }

  private static int number(String option, String text, int automatic) {
    if (text.equals(AUTO)) {
      return automatic;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MAX_SHARDS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the message, which says what is expected.
    }
    throw usage(option + " " + text + ": must be 'auto' or a number from 1 to " + MAX_SHARDS);
  }

  private static BertlineException usage(String message) {
    return new BertlineException(FailureKind.USAGE, message);
  }
}
