package io.bertline.prep;

import io.bertline.cli.Parameters;
import io.bertline.prep.input.Columns;
import io.bertline.prep.input.SourceTable;
import io.bertline.prep.pipeline.PipelineSettings;
import io.bertline.prep.pipeline.ShardCounts;
import io.bertline.prep.runner.BeamRunner;
import io.bertline.prep.runner.RunnerSettings;
import io.bertline.prep.split.Duplicates;
import io.bertline.prep.split.SplitSettings;
import io.bertline.prep.split.SplitSizes;
import io.bertline.table.TableFormat;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code prep} was asked to do, validated.
 *
 * @param inputs paths, gs:// URIs, patterns of either, or {@code embedded:NAME}
 * @param validationInputs the same for validation
 * @param testInputs the same for the test
 * @param format how the tables are written; null to tell of each
 * @param columns the columns that were named
 * @param labels allowed labels in index order; empty to take those that occur
 * @param positiveLabel the label sought of two; null to choose
 * @param sizes how large the splits are
 * @param seed decides which row goes where, and the order of the rows
 * @param tokenizer the model whose tokenizer is used; null for the project's
 * @param maxLength most tokens of a row, at least 3
 * @param duplicates what becomes of rows with the same text
 * @param checks what is demanded of the dataset
 * @param shards files of the training split; 0 to choose
 * @param runner what executes the pipeline; null to choose by the size of the input
 * @param flinkMaster {@code [local]} or host:port
 * @param parallelism ranges worked on at a time, at least 1
 * @param beamOptions Beam's own options as {@code name=value}
 * @param rangeBytes size of a range of the input
 * @param parameters what the content of the dataset depends on, for its key
 */
record PrepArguments(
    List<String> inputs,
    List<String> validationInputs,
    List<String> testInputs,
    @Nullable TableFormat format,
    Columns.Request columns,
    List<String> labels,
    @Nullable String positiveLabel,
    SplitSizes sizes,
    long seed,
    @Nullable String tokenizer,
    int maxLength,
    Duplicates duplicates,
    DatasetChecks checks,
    int shards,
    @Nullable BeamRunner runner,
    String flinkMaster,
    int parallelism,
    List<String> beamOptions,
    long rangeBytes,
    Parameters parameters) {
  /**
   * Up to here the direct runner is done before Flink is, which takes two seconds more to start.
   */
  private static final long SMALL_ROWS = 100_000;

  /** The direct runner keeps groups in memory. */
  private static final long SMALL_BYTES = 64 << 20;

  PrepArguments {
    inputs = List.copyOf(inputs);
    validationInputs = List.copyOf(validationInputs);
    testInputs = List.copyOf(testInputs);
    labels = List.copyOf(labels);
    beamOptions = List.copyOf(beamOptions);
  }

  /**
   * Returns how the pipeline is executed.
   *
   * @param rows how many there are in all tables
   * @param bytes how large all tables are
   * @param directory for files of the runner
   * @param jobName what the job is called where it runs
   */
  RunnerSettings runnerSettings(long rows, long bytes, Path directory, String jobName) {
    boolean small =
        rows <= SMALL_ROWS && bytes <= SMALL_BYTES && flinkMaster.equals(RunnerSettings.LOCAL);
    BeamRunner chosen = runner != null ? runner : small ? BeamRunner.DIRECT : BeamRunner.FLINK;
    return new RunnerSettings(chosen, flinkMaster, parallelism, beamOptions, directory, jobName);
  }

  /**
   * Returns what the workers must know.
   *
   * @param rows how many rows the tables have that are to be split
   * @param root root of the store that is written to
   * @param folder folder of the dataset below it
   */
  PipelineSettings settings(
      List<SourceTable> tables, long rows, Columns used, String root, String folder) {
    SplitSettings split =
        new SplitSettings(
            used.label(),
            labels,
            positiveLabel,
            sizes,
            duplicates,
            seed,
            checks.maxBadRows(),
            tables.stream().map(SourceTable::name).toList());
    return new PipelineSettings(
        tables, used, split, maxLength, ShardCounts.of(tables, rows, sizes, shards), root, folder);
  }
}
