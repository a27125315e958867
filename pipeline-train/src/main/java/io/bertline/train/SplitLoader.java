package io.bertline.train;

import static java.util.Objects.requireNonNull;

import io.bertline.bert.TokenRows;
import io.bertline.dataset.DatasetReader;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.dataset.SplitRows;
import io.bertline.dataset.TokenizedRow;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the splits of a dataset as token ids, into files: the heap holds a few bytes a row,
 * whatever the length of the texts.
 */
final class SplitLoader {
  /** Bytes of heap a row may need: for where it ends, its places in an epoch, and its logits. */
  private static final int BYTES_PER_ROW = 60;

  private final DatasetReader dataset;
  private final int vocabulary;
  private final Path directory;

  /**
   * @param vocabulary number of token ids the model knows
   * @param directory a directory for the files
   */
  SplitLoader(DatasetReader dataset, int vocabulary, Path directory) {
    this.dataset = dataset;
    this.vocabulary = vocabulary;
    this.directory = directory;
  }

  /**
   * A split.
   *
   * @param rows all rows
   * @param sample some rows, evenly spread, as they were stored
   */
  record LoadedSplit(TokenRows rows, List<SampledRow> sample) {
    /** Returns the label index of each row. */
    int[] labels() {
      int[] labels = new int[rows.size()];
      for (int row = 0; row < labels.length; row++) {
        labels[row] = rows.label(row);
      }
      return labels;
    }
  }

  /**
   * A row and its place in the split.
   *
   * @param index 0 for the first row of the split
   * @param row the row
   */
  record SampledRow(int index, TokenizedRow row) {}

  /**
   * Loads a split.
   *
   * @param samples how many rows to keep as they are stored, or all if there are fewer
   * @throws BertlineException {@code NOT_FOUND} if the dataset has no such split, {@code
   *     CORRUPT_ARTIFACT} if it cannot be read, {@code OUT_OF_RESOURCES} if it does not fit into
   *     the Java heap or on the disk, {@code BAD_INPUT} if a token id is none of the model's
   */
  LoadedSplit load(Split split, int samples) {
    Path file = directory.resolve(split.lowerCase() + ".tokens");
    List<SampledRow> sample = new ArrayList<>();
    try (TokenRows.Builder rows = new TokenRows.Builder(file);
        SplitRows stored = dataset.rows(split)) {
      SplitInfo info = requireMemory(split);
      for (int index = 0; stored.hasNext(); index++) {
        TokenizedRow row = stored.next();
        requireKnownTokens(split, row);
        rows.add(row.inputIds(), row.typeIds(), row.label());
        if ((long) index * samples / info.rows() >= sample.size() && sample.size() < samples) {
          sample.add(new SampledRow(index, row));
        }
      }
      return new LoadedSplit(rows.build(), List.copyOf(sample));
    }
  }

  private SplitInfo requireMemory(Split split) {
    SplitInfo info = requireNonNull(dataset.info().splits().get(split.lowerCase()));
    double needed = (double) info.rows() * BYTES_PER_ROW;
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap) {
      throw new BertlineException(
          FailureKind.OUT_OF_RESOURCES,
          ("the %s split has %d rows and needs %.0f MB of Java heap, which has %d MB; raise -Xmx or"
                  + " train on a part of it")
              .formatted(split.lowerCase(), info.rows(), needed / 1e6, heap / 1_000_000));
    }
    return info;
  }

  private void requireKnownTokens(Split split, TokenizedRow row) {
    for (int id : row.inputIds()) {
      if (id < 0 || id >= vocabulary) {
        throw new BertlineException(
            FailureKind.BAD_INPUT,
            "the %s split: row %s has token id %d, the model knows 0 to %d; run prep with this model"
                .formatted(split.lowerCase(), row.id(), id, vocabulary - 1));
      }
    }
  }
}
