package io.bertline.prep.input;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobStore;
import io.bertline.table.RecordRange;
import io.bertline.table.RecordScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Cuts tables into ranges of whole records. Reads every table once, at the speed of its store. */
public final class RangeScan {
  private final Function<String, BlobStore> stores;
  private final long target;

  /**
   * @param stores opens the store of a root
   * @param target bytes of a range
   */
  public RangeScan(Function<String, BlobStore> stores, long target) {
    this.stores = stores;
    this.target = target;
  }

  /**
   * Returns the ranges of all tables, numbered in their order.
   *
   * @param scanned told the bytes of each range
   * @throws BertlineException {@code BAD_INPUT} if a table has no rows
   */
  public List<SourceRange> ranges(List<SourceTable> tables, LongConsumer scanned)
      throws IOException {
    List<SourceRange> ranges = new ArrayList<>();
    for (SourceTable table : tables) {
      int before = ranges.size();
      long start = table.header().dataOffset();
      try (InputStream in =
          stores.apply(table.root()).open(table.blobInfo(), start, table.size() - start)) {
        RecordScanner scanner = new RecordScanner(in, table.header(), target);
        for (RecordRange range = scanner.next(); range != null; range = scanner.next()) {
          ranges.add(new SourceRange(ranges.size(), table.ordinal(), range));
          scanned.accept(range.length());
        }
      }
      if (ranges.size() == before) {
        throw new BertlineException(
            FailureKind.BAD_INPUT, table.name() + ": has a header but no rows");
      }
    }
    return ranges;
  }
}
