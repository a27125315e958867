package io.bertline.dataset;

import io.bertline.artifact.Artifact;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;

/** A dataset artifact that is open for reading. Safe for several threads. */
public final class DatasetReader {
  private final Artifact artifact;
  private final DatasetInfo info;

  private DatasetReader(Artifact artifact, DatasetInfo info) {
    this.artifact = artifact;
    this.info = info;
  }

  /**
   * Opens a dataset.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if {@code dataset.json} is missing or wrong
   */
  public static DatasetReader open(Artifact artifact) {
    String source = artifact.uri() + "/" + DatasetInfo.FILE;
    return new DatasetReader(
        artifact, DatasetInfoFile.parse(artifact.read(DatasetInfo.FILE), source));
  }

  /** Returns what the dataset holds. */
  public DatasetInfo info() {
    return info;
  }

  /**
   * Starts reading a split: shard by shard, in the order of the records. Holds one record in
   * memory. The caller closes it.
   *
   * @throws BertlineException {@code NOT_FOUND} if the dataset has no rows in this split
   */
  public SplitRows rows(Split split) {
    SplitInfo splitInfo = info.splits().get(split.lowerCase());
    if (splitInfo == null || splitInfo.rows() == 0) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          "%s: has no rows in the %s split; run prep with --%s-size above 0, or choose another"
              .formatted(artifact.uri(), split.lowerCase(), split.lowerCase()));
    }
    return new SplitRows(artifact, info, split, splitInfo);
  }
}
