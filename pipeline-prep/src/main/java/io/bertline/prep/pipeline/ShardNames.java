package io.bertline.prep.pipeline;

import io.bertline.dataset.Split;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The names of all files of rows; to format one for each row would take as long as to parse it. */
final class ShardNames {
  private final ShardCounts counts;
  private final Map<Split, List<String>> names = new EnumMap<>(Split.class);

  ShardNames(ShardCounts counts) {
    this.counts = counts;
    for (Split split : Split.values()) {
      names.put(split, counts.names(split).toList());
    }
  }

  /**
   * Returns the file of a row.
   *
   * @param place its place in the seeded order
   */
  String of(Split split, long place) {
    return Objects.requireNonNull(names.get(split)).get(counts.index(split, place));
  }
}
