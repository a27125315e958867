package io.bertline.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  private static final String KEY = "0123456789abcdef".repeat(4);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir Path root;
  @TempDir Path scratch;
  private final List<String> problems = new ArrayList<>();
  private LocalBlobStore store;
  private Checkpoints checkpoints;

  @BeforeEach
  void open() {
    store = new LocalBlobStore(root);
    checkpoints = new Checkpoints(store, CLOCK, KEY);
  }

  private CheckpointDraft draft(long step, String attempt) throws IOException {
    CheckpointDraft draft = checkpoints.begin(step, attempt, scratch.resolve("draft"));
    Files.writeString(draft.directory().resolve("state.json"), "step " + step);
    Files.createDirectories(draft.directory().resolve("best"));
    Files.writeString(draft.directory().resolve("best/model.safetensors"), "weights");
    return draft;
  }

  private void commit(long step, String attempt) throws IOException {
    assertThat(draft(step, attempt).commit()).isTrue();
  }

  private List<Long> steps() {
    return checkpoints.newestFirst(problems::add).stream().map(Checkpoint::step).toList();
  }

  private List<String> blobs() {
    return store.list("").stream().map(BlobInfo::name).toList();
  }

  @Test
  void aCheckpointIsAFolderWithItsOwnManifest() throws IOException {
    commit(1200, "a");

    String folder = "checkpoints/" + KEY + "/000001200-a";
    assertThat(blobs())
        .containsExactly(
            folder + "/_MANIFEST.json", folder + "/best/model.safetensors", folder + "/state.json");
    Checkpoint found = checkpoints.newestFirst(problems::add).get(0);
    assertThat(found.manifest().files())
        .extracting(ArtifactFile::path)
        .containsExactly("best/model.safetensors", "state.json");
    assertThat(found.manifest().createdAt()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void itDoesNotExistBeforeItsCommit() throws IOException {
    draft(5, "a");

    assertThat(steps()).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void thoseOfAllAttemptsAreFoundAndThatOfTheMostStepsFirst() throws IOException {
    commit(999, "b");
    commit(1000, "a");
    commit(20, "c");
    new Checkpoints(store, CLOCK, "f".repeat(64)).begin(7, "a", scratch).directory();

    assertThat(steps()).containsExactly(1000L, 999L, 20L);
  }

  @Test
  void whatWasFetchedStaysWhenAnotherAttemptDeletesTheCheckpoint() throws IOException {
    commit(5, "a");
    Checkpoint found = checkpoints.newestFirst(problems::add).get(0);
    Path fetched = scratch.resolve("fetched");

    found.fetch(fetched);
    checkpoints.deleteBefore(6);

    assertThat(blobs()).isEmpty();
    assertThat(fetched.resolve("state.json")).hasContent("step 5");
    assertThat(fetched.resolve("best/model.safetensors")).hasContent("weights");
    found.release(fetched);
    assertThat(fetched).doesNotExist();
    assertThatThrownBy(() -> found.fetch(fetched))
        .isInstanceOf(BertlineException.class)
        .hasMessageContaining("model.safetensors");
  }

  @Test
  void aDamagedFileIsNoticed() throws IOException {
    commit(5, "a");
    Checkpoint found = checkpoints.newestFirst(problems::add).get(0);
    Files.writeString(root.resolve(found.folder()).resolve("state.json"), "step 6");

    assertThatThrownBy(() -> found.fetch(scratch))
        .isInstanceOf(BertlineException.class)
        .hasMessageContaining("state.json: has CRC-32C ")
        .hasMessageEndingWith("; this checkpoint is of no use");
  }

  @Test
  void aDamagedManifestHidesItsCheckpointOnly() throws IOException {
    commit(5, "a");
    commit(6, "a");
    Path manifest = root.resolve("checkpoints/" + KEY + "/000000006-a/_MANIFEST.json");
    Files.writeString(manifest, "{\"formatVersion\": 1, \"step\":");

    assertThat(steps()).containsExactly(5L);
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith(manifest + ": is no manifest of a checkpoint: ");
  }

  @Test
  void aManifestInAnotherPlaceIsRefused() throws IOException {
    commit(5, "a");
    Path folder = root.resolve("checkpoints/" + KEY);
    Files.move(folder.resolve("000000005-a"), folder.resolve("000000006-a"));

    assertThat(steps()).isEmpty();
    assertThat(problems).singleElement().asString().contains(" of checkpoints/" + KEY);
  }

  @Test
  void oldOnesAreDeletedWithWhatKilledAttemptsLeft() throws IOException {
    draft(3, "killed");
    commit(4, "a");
    commit(5, "b");
    commit(6, "a");

    checkpoints.deleteBefore(5);

    assertThat(steps()).containsExactly(6L, 5L);
    assertThat(blobs()).noneMatch(name -> name.contains("killed"));
  }

  @Test
  void aDiscardedDraftLeavesNothingAndIsNotCommitted() throws IOException {
    CheckpointDraft draft = draft(5, "a");

    draft.discard();

    assertThat(blobs()).isEmpty();
    assertThat(draft.commit()).isFalse();
    assertThat(steps()).isEmpty();
  }

  @Test
  void allAreDeletedWhenTheArtifactExists() throws IOException {
    commit(4, "a");
    commit(5, "b");

    checkpoints.deleteAll();

    assertThat(blobs()).isEmpty();
    assertThat(root.resolve("checkpoints")).doesNotExist();
  }
}
