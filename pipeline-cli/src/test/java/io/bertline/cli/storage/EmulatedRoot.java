package io.bertline.cli.storage;

import io.bertline.storage.BlobStore;
import java.nio.file.Path;
import java.util.Map;

/** A root in an emulated bucket, for commands that run as processes. */
public final class EmulatedRoot implements AutoCloseable {
  private final FakeGcsServer server;

  /** Starts an emulator with the bucket {@code bertline-test}. */
  public EmulatedRoot(Path directory) throws Exception {
    server = FakeGcsServer.start(directory);
    server.createBucket("bertline-test");
  }

  /** Returns the environment that leads a process to it. */
  public Map<String, String> variables() {
    return Map.of("STORAGE_EMULATOR_HOST", server.url());
  }

  /** Returns a root of this name. */
  public BlobStore open(String name) {
    return server.open("gs://bertline-test/" + name);
  }

  @Override
  public void close() {
    server.close();
  }
}
