package io.bertline.prep;

import io.bertline.artifact.ArtifactFile;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.Digests;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.DatasetInfoFile;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.dataset.TextHash;
import io.bertline.prep.pipeline.DataFile;
import io.bertline.prep.pipeline.PipelineSettings;
import io.bertline.prep.pipeline.PrepOutcome;
import io.bertline.prep.report.DatasetFacts.DeadLetterSample;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.RowCounts;
import io.bertline.prep.statistics.SplitStatistics;
import io.bertline.prep.statistics.StatisticsFile;
import io.bertline.storage.BlobContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Completes a dataset from what the workers wrote: counts it in, checks and describes it. */
final class DatasetWriter {
  private static final String DEAD_LETTERS = "dead-letters-";

  private final Attempt attempt;
  private final PipelineSettings settings;
  private final TokenizerSource tokenizer;
  private final DeadLetterSamples deadLetters;
  private final DatasetReport report;
  private final DatasetChecks checks;

  DatasetWriter(
      Attempt attempt,
      PipelineSettings settings,
      TokenizerSource tokenizer,
      DeadLetterSamples deadLetters,
      DatasetReport report,
      DatasetChecks checks) {
    this.attempt = attempt;
    this.settings = settings;
    this.tokenizer = tokenizer;
    this.deadLetters = deadLetters;
    this.report = report;
    this.checks = checks;
  }

  /**
   * Writes the files that describe the dataset.
   *
   * @return the headline numbers
   */
  Map<String, Object> write(PrepOutcome outcome) throws IOException {
    DatasetStatistics statistics =
        Objects.requireNonNull(outcome.statistics()).with(outcome.texts());
    checkNothingIsLost(outcome.files(), statistics);
    checks.apply(settings.tables().get(0).name(), statistics);
    countIn(outcome.files());
    DatasetInfo info = info(outcome.labels(), statistics);
    attempt.put(DatasetInfo.FILE, BlobContent.of(DatasetInfoFile.write(info)));
    attempt.put(DatasetStatistics.FILE, BlobContent.of(StatisticsFile.write(statistics)));
    attempt.putSidecar(
        DatasetReport.FILE,
        BlobContent.of(
            report
                .page(info, statistics, samples(outcome.files(), statistics))
                .getBytes(StandardCharsets.UTF_8)));
    return summary(info, statistics.rows());
  }

  private List<DeadLetterSample> samples(List<DataFile> files, DatasetStatistics statistics)
      throws IOException {
    List<String> paths =
        files.stream().map(DataFile::path).filter(path -> path.startsWith(DEAD_LETTERS)).toList();
    return deadLetters.read(paths, statistics.deadLettersByReason().size());
  }

  private void countIn(List<DataFile> files) {
    Map<String, DataFile> byPath =
        files.stream().collect(Collectors.toMap(DataFile::path, Function.identity()));
    for (DataFile file : files) {
      attempt.add(new ArtifactFile(file.path(), file.size(), Digests.crc32c(file.crc32c()), true));
    }
    for (Split split : Split.values()) {
      settings
          .shards()
          .names(split)
          .filter(name -> !byPath.containsKey(name))
          .forEach(name -> attempt.put(name, BlobContent.of(new byte[0])));
    }
  }

  private void checkNothingIsLost(List<DataFile> files, DatasetStatistics statistics) {
    RowCounts rows = statistics.rows();
    check(rows.complete(), "rows", rows);
    check(
        records(files, path -> path.startsWith(DEAD_LETTERS)) == rows.deadLetters(),
        "dead letters",
        rows);
    for (Split split : Split.values()) {
      long expected = statistics.split(split).rows();
      String prefix = split.lowerCase() + "-";
      check(records(files, path -> path.startsWith(prefix)) == expected, prefix, expected);
      check(records(files, TextHash.file(split)::equals) == expected, "hashes", expected);
    }
  }

  private static long records(List<DataFile> files, Predicate<String> path) {
    return files.stream().filter(file -> path.test(file.path())).mapToLong(DataFile::records).sum();
  }

  private static void check(boolean correct, String what, Object expected) {
    if (!correct) {
      throw new IllegalStateException("lost or doubled " + what + ", expected " + expected);
    }
  }

  private DatasetInfo info(List<String> labels, DatasetStatistics statistics) {
    Map<String, SplitInfo> splits = new TreeMap<>();
    for (Split split : Split.values()) {
      SplitStatistics ofSplit = statistics.split(split);
      splits.put(
          split.lowerCase(),
          new SplitInfo(
              ofSplit.rows(),
              ofSplit.rowsByLabel(),
              ofSplit.modelTokens(),
              settings.shards().names(split).toList()));
    }
    return new DatasetInfo(
        DatasetInfo.FORMAT_VERSION,
        labels,
        labels.size() == 2 ? labels.get(1) : null,
        settings.maxLength(),
        settings.columns().textPair() != null,
        settings.columns().slices(),
        statistics.whole().modelLengths(),
        tokenizer.fingerprint(),
        settings.split().seed(),
        splits);
  }

  private static Map<String, Object> summary(DatasetInfo info, RowCounts rows) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("rows", rows.kept());
    for (Split split : Split.values()) {
      summary.put(
          split.lowerCase(), Objects.requireNonNull(info.splits().get(split.lowerCase())).rows());
    }
    summary.put("labels", info.labels().size());
    if (info.positiveLabel() != null) {
      long positive =
          info.splits().values().stream().mapToLong(split -> split.rowsByLabel().get(1)).sum();
      summary.put("positive_label", info.positiveLabel());
      summary.put("positive_share", (double) positive / rows.kept());
    }
    summary.put("duplicates", rows.duplicates());
    summary.put("outvoted", rows.outvoted());
    if (rows.leftOver() > 0) {
      summary.put("left_over", rows.leftOver());
    }
    summary.put("dead_letters", rows.deadLetters());
    return summary;
  }
}
