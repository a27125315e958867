package io.bertline.prep;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.StepIdentity;
import io.bertline.cli.Progress;
import io.bertline.cli.StepBody;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.prep.input.DownloadFolder;
import io.bertline.prep.input.InputFinder;
import io.bertline.prep.input.RangeScan;
import io.bertline.prep.input.SourceRange;
import io.bertline.prep.input.SourceTable;
import io.bertline.prep.input.Staging;
import io.bertline.prep.pipeline.PipelineSettings;
import io.bertline.prep.pipeline.PrepOutcome;
import io.bertline.prep.pipeline.PrepPipeline;
import io.bertline.prep.runner.PipelineDriver;
import io.bertline.prep.runner.RunnerSettings;
import io.bertline.prep.statistics.StatisticsFile;
import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes a dataset: finds the inputs, runs the pipeline over them, describes what came out. */
final class PrepJob {
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final PrepArguments arguments;
  private final StepContext context;

  PrepJob(PrepArguments arguments, StepContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  StepOutcome run() {
    try {
      PrepInputs inputs =
          PrepInputs.find(
              arguments,
              new InputFinder(
                  context::open,
                  new DownloadFolder(context::scratch, context::progress, RETRY_PAUSE)));
      context.say(inputs.columns().describe());
      TokenizerSource tokenizer =
          new TokenizerSource(context.require(ArtifactType.MODEL, arguments.tokenizer()));
      tokenizer.checkMaxLength(arguments.maxLength());
      StepIdentity identity = PrepIdentity.of(arguments, inputs, tokenizer.reference());
      return context.execute(
          identity,
          new StepBody() {
            @Override
            public Map<String, Object> make(Attempt attempt) {
              return PrepJob.this.make(attempt, identity, inputs, tokenizer);
            }

            @Override
            public void check(Artifact existing) {
              arguments.checks().apply(existing.uri(), StatisticsFile.read(existing));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> make(
      Attempt attempt, StepIdentity identity, PrepInputs inputs, TokenizerSource tokenizer) {
    BlobStore store = context.artifacts().blobs();
    try (Staging staging = new Staging(store, attempt.folder() + "/staged", arguments.format())) {
      List<SourceTable> tables = staging.tables(inputs.tables());
      List<SourceRange> ranges = scan(tables);
      RunnerSettings runner =
          arguments.runnerSettings(
              SourceRange.records(ranges),
              bytes(tables),
              context.scratch(),
              "bertline-prep-" + attempt.key().abbreviated());
      context.say(
          "%s: %d ranges, %d at a time"
              .formatted(runner.describe(), ranges.size(), arguments.parallelism()));
      tokenizer.copyInto(attempt);
      PipelineSettings settings =
          arguments.settings(
              tables,
              rowsToSplit(tables, ranges),
              inputs.columns(),
              store.root(),
              attempt.folder());
      PrepOutcome outcome = run(settings, runner, ranges);
      if (outcome.refusal() != null) {
        throw new BertlineException(FailureKind.BAD_INPUT, outcome.refusal());
      }
      return new DatasetWriter(
              attempt,
              settings,
              tokenizer,
              new DeadLetterSamples(store, settings),
              new DatasetReport(arguments, runner.runner(), context, attempt, identity),
              arguments.checks())
          .write(outcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PrepOutcome run(
      PipelineSettings settings, RunnerSettings runner, List<SourceRange> ranges)
      throws IOException {
    try (Progress progress = context.progress("prep", "rows", SourceRange.records(ranges))) {
      return new PrepPipeline(settings, new PipelineDriver(runner))
          .run(ranges, context.artifacts().blobs(), progress);
    }
  }

  private List<SourceRange> scan(List<SourceTable> tables) throws IOException {
    try (Progress progress = context.progress("scan", "bytes", bytes(tables))) {
      return new RangeScan(context::open, arguments.rangeBytes()).ranges(tables, progress::advance);
    }
  }

  private static long bytes(List<SourceTable> tables) {
    return tables.stream().mapToLong(SourceTable::size).sum();
  }

  private static long rowsToSplit(List<SourceTable> tables, List<SourceRange> ranges) {
    return SourceRange.records(
        ranges.stream().filter(range -> tables.get(range.table()).split() == null).toList());
  }
}
