package io.bertline.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import io.bertline.storage.BlobStoreContract;
import io.bertline.storage.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcsBlobStoreIT extends BlobStoreContract {
  private static final String BUCKET = "bertline-test";

  @TempDir static Path directory;

  private static FakeGcsServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = FakeGcsServer.start(directory);
    server.createBucket(BUCKET);
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected BlobStore emptyStore() {
    return server.open("gs://" + BUCKET + "/tests/" + UUID.randomUUID());
  }

  /** fake-gcs-server 1.55.1 keeps no old generation and answers 404, as Cloud Storage does. */
  @Override
  protected void assertVersionIsRefused(BlobStore store, BlobInfo old) {
    assertThatThrownBy(
            () -> {
              try (InputStream in = store.open(old, 0, old.size())) {
                in.readAllBytes();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining(store.uri("a"));
  }

  @Test
  void aLargeBlobGoesUpInChunksAndComesBack() throws IOException {
    byte[] bytes = new byte[(13 << 20) + 12_345];
    new Random(1).nextBytes(bytes);
    try (BlobStore store = emptyStore()) {
      StoredBlob stored =
          store.put(
              "large",
              out -> {
                for (int at = 0; at < bytes.length; at += 1_000_003) {
                  out.write(bytes, at, Math.min(1_000_003, bytes.length - at));
                }
              });
      assertThat(stored.size()).isEqualTo(bytes.length);
      BlobInfo blob = store.find("large").orElseThrow();
      assertThat(store.crc32c(blob)).isEqualTo(stored.crc32c());
      try (InputStream in = store.open(blob, 0, blob.size())) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
      }
      try (InputStream in = store.open(blob, 9_000_000, 2_000_000)) {
        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 9_000_000, 11_000_000));
      }
    }
  }

  @Test
  void aFailedLargeUploadLeavesTheOldBlob() throws IOException {
    try (BlobStore store = emptyStore()) {
      store.put("a", BlobContent.of(bytes("first")));
      assertThatThrownBy(
              () ->
                  store.put(
                      "a",
                      out -> {
                        out.write(new byte[9 << 20]);
                        throw new BertlineException(FailureKind.BAD_INPUT, "row 7: no label");
                      }))
          .hasMessage("row 7: no label");
      try (InputStream in = store.open("a")) {
        assertThat(in.readAllBytes()).isEqualTo(bytes("first"));
      }
    }
  }

  @Test
  void aReportHasTheContentTypeThatABrowserShows() {
    Storage storage = GcsClients.open(Map.of("STORAGE_EMULATOR_HOST", server.url()));
    try (BlobStore store = new GcsBlobStore(storage, new GcsLocation(BUCKET, "types/"))) {
      store.put("report.html", BlobContent.of(bytes("<p>")));
      Blob blob = storage.get(BlobId.of(BUCKET, "types/report.html"));
      assertThat(blob.getContentType()).isEqualTo("text/html; charset=utf-8");
    }
  }

  @Test
  void aMissingBucketIsNotFound() {
    try (BlobStore store = server.open("gs://no-such-bucket/root")) {
      String uri = "gs://no-such-bucket/root/a";
      assertFailure(() -> store.open("a"), FailureKind.NOT_FOUND, uri);
      assertFailure(() -> store.list(""), FailureKind.NOT_FOUND, "gs://no-such-bucket/root/");
      assertFailure(() -> store.put("a", BlobContent.of(bytes("x"))), FailureKind.NOT_FOUND, uri);
      assertFailure(() -> store.createIfAbsent("a", bytes("x")), FailureKind.NOT_FOUND, uri);
    }
  }

  @Test
  void theRootHasNoSlashAtItsEnd() {
    try (BlobStore store = server.open("gs://" + BUCKET + "/a/b//")) {
      assertThat(store.root()).isEqualTo("gs://" + BUCKET + "/a/b");
      assertThat(store.uri("c")).isEqualTo("gs://" + BUCKET + "/a/b/c");
    }
    try (BlobStore store = server.open("gs://" + BUCKET)) {
      assertThat(store.root()).isEqualTo("gs://" + BUCKET);
      store.put("at-the-top", BlobContent.of(bytes("x")));
      assertThat(store.list("at-")).extracting(BlobInfo::name).containsExactly("at-the-top");
      store.delete("at-the-top");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gs://", "gs://UPPER/x", "gs:///x", "gs://a"})
  void aMalformedPlaceIsRefused(String uri) {
    assertFailure(() -> GcsLocation.parse(uri), FailureKind.USAGE, "expected gs://bucket/prefix");
  }
}
