package io.bertline.artifact;

import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalArtifactStoreTest extends ArtifactStoreContract {
  @TempDir Path root;

  @Override
  protected BlobStore emptyStore() {
    return new LocalBlobStore(root);
  }
}
