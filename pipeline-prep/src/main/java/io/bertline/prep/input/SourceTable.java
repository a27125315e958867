package io.bertline.prep.input;

import io.bertline.dataset.Split;
import io.bertline.storage.BlobInfo;
import io.bertline.table.TableHeader;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An uncompressed table that workers can read.
 *
 * @param ordinal its place among the inputs
 * @param name how messages call it
 * @param root root of its store
 * @param blob name in the store
 * @param size bytes
 * @param version which version is read
 * @param header its columns
 * @param split the split it was given for; null if its rows are to be split
 */
public record SourceTable(
    int ordinal,
    String name,
    String root,
    String blob,
    long size,
    String version,
    TableHeader header,
    @Nullable Split split)
    implements Serializable {
  /** Returns the blob as a store takes it. */
  public BlobInfo blobInfo() {
    return new BlobInfo(blob, size, version);
  }
}
