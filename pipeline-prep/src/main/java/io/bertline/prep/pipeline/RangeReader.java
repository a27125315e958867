package io.bertline.prep.pipeline;

import io.bertline.cli.storage.BlobStores;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.prep.input.SourceRange;
import io.bertline.prep.input.SourceTable;
import io.bertline.storage.BlobStore;
import io.bertline.table.RecordRange;
import io.bertline.table.RowParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Reads ranges of tables on a worker. Not safe for several threads. */
final class RangeReader implements AutoCloseable {
  private final Map<String, BlobStore> stores = new HashMap<>();

  /** Reads a range into memory and returns its rows. */
  RowParser open(SourceTable table, SourceRange range) throws IOException {
    BlobStore store = stores.computeIfAbsent(table.root(), BlobStores::open);
    RecordRange records = range.records();
    int length = records.bytesToRead();
    try (InputStream in = store.open(table.blobInfo(), records.start(), length)) {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length != length) {
        throw new BertlineException(
            FailureKind.TEMPORARY, table.name() + ": became shorter while it was read; try again");
      }
      return new RowParser(table.header(), bytes, records);
    }
  }

  @Override
  public void close() {
    stores.values().forEach(BlobStore::close);
    stores.clear();
  }
}
