package io.bertline.predict;

import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobStore;
import java.io.InputStream;

/**
 * A single file in a store.
 *
 * @param store the directory or prefix it is in
 * @param name its name there
 */
record Location(BlobStore store, String name) {

  /**
   * Finds out where a file is.
   *
   * @param uri a path or gs://bucket/name
   * @throws BertlineException {@code USAGE} if it names no file
   */
  static Location of(String uri, StepContext context) {
    int slash = uri.lastIndexOf('/');
    String name = uri.substring(slash + 1);
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new BertlineException(FailureKind.USAGE, uri + ": is a directory; name a file");
    }
    String directory = slash < 0 ? "." : slash == 0 ? "/" : uri.substring(0, slash);
    return new Location(context.open(directory), name);
  }

  InputStream open() {
    return store.open(name);
  }

  void put(BlobContent content) {
    store.put(name, content);
  }
}
