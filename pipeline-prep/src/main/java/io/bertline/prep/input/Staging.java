package io.bertline.prep.input;

import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import io.bertline.table.Compression;
import io.bertline.table.TableFormat;
import io.bertline.table.TableHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes tables readable by ranges: what is compressed or embedded is written uncompressed into a
 * folder. Closing it removes what was written.
 */
public final class Staging implements AutoCloseable {
  private final BlobStore store;
  private final String folder;
  private final @Nullable TableFormat format;
  private final List<String> written = new ArrayList<>();

  /**
   * @param folder below the root of the store, for the uncompressed tables
   * @param format how the tables are written; null to tell of each
   */
  public Staging(BlobStore store, String folder, @Nullable TableFormat format) {
    this.store = store;
    this.folder = folder;
    this.format = format;
  }

  /** Returns the tables in the order of the inputs. */
  public List<SourceTable> tables(List<GivenTable> inputs) throws IOException {
    List<SourceTable> tables = new ArrayList<>();
    for (GivenTable given : inputs) {
      InputSource input = given.source();
      if (input instanceof StoredInput stored && stored.compression() == Compression.NONE) {
        tables.add(table(tables.size(), given, stored.store(), stored.blob()));
      } else {
        String name = folder + "/" + tables.size();
        written.add(name);
        store.put(name, content(input));
        BlobInfo blob = store.find(name).orElseThrow(() -> store.notFound(name));
        tables.add(table(tables.size(), given, store, blob));
      }
    }
    return tables;
  }

  private static BlobContent content(InputSource input) {
    return out -> {
      try (InputStream in = input.open()) {
        in.transferTo(out);
      }
    };
  }

  private SourceTable table(int ordinal, GivenTable given, BlobStore store, BlobInfo blob)
      throws IOException {
    try (InputStream in = store.open(blob, 0, blob.size())) {
      return new SourceTable(
          ordinal,
          given.source().name(),
          store.root(),
          blob.name(),
          blob.size(),
          blob.version(),
          TableHeader.read(given.source().name(), format, in),
          given.split());
    }
  }

  @Override
  public void close() {
    written.forEach(store::delete);
    written.clear();
  }
}
