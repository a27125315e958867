package io.bertline.cli.storage;

import io.bertline.artifact.ArtifactStoreContract;
import io.bertline.storage.BlobStore;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class GcsArtifactStoreIT extends ArtifactStoreContract {
  @TempDir static Path serverDirectory;

  private static FakeGcsServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = FakeGcsServer.start(serverDirectory);
    server.createBucket("bertline-test");
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected BlobStore emptyStore() {
    return server.open("gs://bertline-test/" + UUID.randomUUID());
  }
}
