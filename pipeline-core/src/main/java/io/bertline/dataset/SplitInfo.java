package io.bertline.dataset;

import java.util.List;

/**
 * One split of a dataset.
 *
 * @param rows number of records
 * @param rowsByLabel number of records of each label, in label index order
 * @param tokens sum of the lengths of {@code input_word_ids}, [CLS] and [SEP] included
 * @param shards file names in shard order
 */
public record SplitInfo(long rows, List<Long> rowsByLabel, long tokens, List<String> shards) {
  public SplitInfo {
    rowsByLabel = List.copyOf(rowsByLabel);
    shards = List.copyOf(shards);
  }
}
