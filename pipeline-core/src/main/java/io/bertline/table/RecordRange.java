package io.bertline.table;

/**
 * Bytes of an uncompressed table that hold whole records.
 *
 * @param start first byte
 * @param end byte behind the last
 * @param firstRow number of the first row, see {@link TableRow#number()}
 */
public record RecordRange(long start, long end, long firstRow) implements java.io.Serializable {
  public long length() {
    return end - start;
  }
}
