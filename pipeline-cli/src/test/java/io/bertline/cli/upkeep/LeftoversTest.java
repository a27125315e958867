package io.bertline.cli.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.BlobStoreWrapper;
import io.bertline.artifact.Manifest;
import io.bertline.artifact.StepIdentity;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  private static final Instant OLD = Instant.parse("2026-11-05T00:00:00Z");
  private static final Instant LIMIT = Instant.parse("2026-11-22T00:00:00Z");
  private static final String FIRST = "20261101T000000Z-first";
  private static final String SECOND = "20261102T000000Z-second";

  @TempDir private Path root;
  private LocalBlobStore store;
  private Artifact model;
  private String folder;

  @BeforeEach
  void leaveTwoAttempts() throws IOException {
    store = new LocalBlobStore(root);
    StepIdentity identity =
        new StepIdentity("import-model", ArtifactType.MODEL, 1, Map.of(), Map.of(), Map.of());
    try (Attempt attempt = artifacts(store).begin(identity)) {
      attempt.put("a", BlobContent.of("x".getBytes(UTF_8)));
      model = attempt.commit("1", false);
    }
    folder = "models/" + model.manifest().key() + "/";
    store.put(folder + FIRST + "/a", BlobContent.of("x".getBytes(UTF_8)));
    store.put(folder + SECOND + "/a", BlobContent.of("x".getBytes(UTF_8)));
    for (BlobInfo blob : store.list("")) {
      Files.setLastModifiedTime(store.path(blob.name()), FileTime.from(OLD));
    }
  }

  @Test
  void attemptsThatNobodyGoesOnWithAreLeftovers() {
    assertThat(deleted(store)).containsExactly(FIRST, SECOND);
  }

  @Test
  void anAttemptThatCommitsWhileAnotherIsDeletedIsNone() {
    assertThat(deleted(during(this::replaceManifest)))
        .containsExactly(FIRST, model.manifest().attempt());
    assertThat(store.find(folder + SECOND + "/a")).isPresent();
  }

  @Test
  void anAttemptThatWritesAFileWhileAnotherIsDeletedIsNone() {
    String late = folder + SECOND + "/b";
    assertThat(deleted(during(() -> store.put(late, BlobContent.of(new byte[1])))))
        .containsExactly(FIRST);
  }

  private void replaceManifest() {
    String name = folder + Manifest.FILE;
    try {
      String manifest = new String(store.open(name).readAllBytes(), UTF_8);
      store.put(
          name,
          BlobContent.of(manifest.replace(model.manifest().attempt(), SECOND).getBytes(UTF_8)));
      // As if the commit were old: only what it says may keep the attempt.
      Files.setLastModifiedTime(store.path(name), FileTime.from(OLD));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the store, with something that another process does at each deletion. */
  private BlobStore during(Runnable other) {
    return new BlobStoreWrapper(store) {
      @Override
      public void delete(String name) {
        super.delete(name);
        other.run();
      }
    };
  }

  private static List<String> deleted(BlobStore blobs) {
    List<String> deleted = new ArrayList<>();
    new Leftovers(artifacts(blobs), LIMIT)
        .forEach(
            attempt -> {
              attempt.blobs().forEach(blob -> blobs.delete(blob.name()));
              deleted.add(attempt.name());
            });
    return deleted;
  }

  private static ArtifactStore artifacts(BlobStore blobs) {
    return new ArtifactStore(blobs, Clock.fixed(OLD, ZoneOffset.UTC));
  }
}
