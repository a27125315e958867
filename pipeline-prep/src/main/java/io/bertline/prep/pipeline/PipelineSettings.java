package io.bertline.prep.pipeline;

import io.bertline.prep.input.Columns;
import io.bertline.prep.input.SourceTable;
import io.bertline.prep.split.SplitSettings;
import java.io.Serializable;
import java.util.List;

/**
 * What every worker must know.
 *
 * @param tables the inputs by ordinal
 * @param columns which of their columns are used
 * @param split how rows are split
 * @param maxLength most tokens a row may have
 * @param shards into how many files the rows go
 * @param root root of the store that is written to
 * @param folder folder of the files below the root; {@code tokenizer/} is there already
 */
public record PipelineSettings(
    List<SourceTable> tables,
    Columns columns,
    SplitSettings split,
    int maxLength,
    ShardCounts shards,
    String root,
    String folder)
    implements Serializable {
  /** Folder of the tokenizer in a dataset. */
  public static final String TOKENIZER_FOLDER = "tokenizer";

  public PipelineSettings {
    tables = List.copyOf(tables);
  }
}
