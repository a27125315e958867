package io.bertline.prep.pipeline;

import io.bertline.prep.split.TextCounts;
import io.bertline.prep.statistics.DatasetStatistics;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of a part of the pipeline, or of the whole: outcomes of parts add up in any order.
 * Counters of a runner would count twice what is tried twice; this is data like any other.
 *
 * @param refusal why the rows make no dataset, as one line; null if they do
 * @param labels labels in index order; empty in a part that does not know them
 * @param files the files written, by path
 * @param texts how often texts occur; {@link TextCounts#NONE} in a part that does not know
 * @param statistics what the rows are like; null in a part without rows
 */
public record PrepOutcome(
    @Nullable String refusal,
    List<String> labels,
    List<DataFile> files,
    TextCounts texts,
    @Nullable DatasetStatistics statistics)
    implements Serializable {
  static final PrepOutcome NOTHING =
      new PrepOutcome(null, List.of(), List.of(), TextCounts.NONE, null);

  public PrepOutcome {
    labels = List.copyOf(labels);
    files = List.copyOf(files);
  }

  static PrepOutcome ofFile(DataFile file) {
    return new PrepOutcome(null, List.of(), List.of(file), TextCounts.NONE, null);
  }

  static PrepOutcome ofStatistics(DatasetStatistics statistics) {
    return new PrepOutcome(null, List.of(), List.of(), TextCounts.NONE, statistics);
  }

  PrepOutcome plus(PrepOutcome other) {
    return new PrepOutcome(
        refusal == null ? other.refusal : refusal,
        labels.isEmpty() ? other.labels : labels,
        Stream.concat(files.stream(), other.files.stream())
            .sorted(Comparator.comparing(DataFile::path))
            .toList(),
        texts.plus(other.texts),
        sum(statistics, other.statistics));
  }

  private static @Nullable DatasetStatistics sum(
      @Nullable DatasetStatistics a, @Nullable DatasetStatistics b) {
    return a == null ? b : b == null ? a : a.plus(b);
  }
}
