package io.bertline.cli;

import io.bertline.artifact.Artifact;
import io.bertline.cli.storage.BlobStores;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import io.bertline.storage.BlobStore;
import io.bertline.storage.DirectoryTree;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an execution opens and downloads, and gives back when it ends. Safe for several threads. */
final class Workspace implements AutoCloseable {
  private final Map<String, BlobStore> stores = new LinkedHashMap<>();
  private @Nullable Path scratch;

  /** Opens a store, once. */
  synchronized BlobStore open(String uri) {
    return stores.computeIfAbsent(uri, BlobStores::open);
  }

  /** Returns the scratch directory, which exists from the first call on. */
  synchronized Path scratch() {
    if (scratch == null) {
      try {
        scratch = Files.createTempDirectory("bertline-");
      } catch (IOException e) {
        throw failed(
            "no scratch directory can be made in " + System.getProperty("java.io.tmpdir"), e);
      }
    }
    return scratch;
  }

  /** Returns a local directory with the files of an artifact. */
  synchronized Path localCopy(Artifact artifact) {
    if (artifact.store() instanceof LocalBlobStore local) {
      artifact.checkSizes();
      return local.path(artifact.folder());
    }
    Path copy = scratch().resolve(artifact.folder());
    if (!Files.isDirectory(copy)) {
      Path partial = scratch().resolve("partial");
      artifact.download(partial);
      try {
        Files.createDirectories(copy.getParent());
        Files.move(partial, copy);
      } catch (IOException e) {
        throw failed(copy + ": cannot be made", e);
      }
    }
    return copy;
  }

  @Override
  public synchronized void close() {
    stores.values().forEach(BlobStore::close);
    stores.clear();
    if (scratch != null) {
      deleteBestEffort(scratch);
      scratch = null;
    }
  }

  private static void deleteBestEffort(Path directory) {
    try {
      new DirectoryTree(directory).delete();
    } catch (IOException e) {
      // The system clears its temporary directory sooner or later; the result is not affected.
    }
  }

  private static BertlineException failed(String what, IOException e) {
    return new BertlineException(
        JdkFailures.kind(e).orElse(FailureKind.TEMPORARY), what + ": " + e, e);
  }
}
