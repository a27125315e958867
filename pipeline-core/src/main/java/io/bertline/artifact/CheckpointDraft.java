package io.bertline.artifact;

import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import io.bertline.storage.StoredBlob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint that is being written: first its files into a local {@link #directory}, which is all
 * that a training waits for, then, on any thread, the {@link #commit}. Below a local root the
 * directory is the checkpoint's own folder, so that nothing is copied.
 */
public final class CheckpointDraft {
  private final BlobStore store;
  private final Clock clock;
  private final String key;
  private final long step;
  private final String attempt;
  private final LocalFolder local;
  private volatile boolean discarded;

  CheckpointDraft(
      BlobStore store, Clock clock, String key, long step, String attempt, Path scratch) {
    this.store = store;
    this.clock = clock;
    this.key = key;
    this.step = step;
    this.attempt = attempt;
    this.local =
        new LocalFolder(store instanceof LocalBlobStore files ? files.path(folder()) : scratch);
  }

  private String folder() {
    return Checkpoints.folder(key, step, attempt);
  }

  /** Returns the steps taken. */
  public long step() {
    return step;
  }

  /** Returns the directory to write the files into, which exists. */
  public Path directory() {
    local.create();
    return local.path();
  }

  /**
   * Stores the files and makes the checkpoint exist. Its checksums tell a reader after a power cut
   * whether all bytes had reached the disk; {@link #force} makes sure.
   *
   * @return whether it exists now; not so if it was {@linkplain #discard discarded} meanwhile
   */
  public boolean commit() {
    if (discarded) {
      return false;
    }
    List<ArtifactFile> files = new ArrayList<>();
    for (String path : paths()) {
      StoredBlob blob = store(path);
      files.add(new ArtifactFile(path, blob.size(), Digests.crc32c(blob.crc32c()), true));
    }
    CheckpointManifest manifest =
        new CheckpointManifest(
            CheckpointManifest.FORMAT_VERSION,
            key,
            step,
            attempt,
            clock.instant().toString(),
            files);
    if (discarded) {
      return false;
    }
    // Nobody else writes into this folder: a refusal is that of a retried request.
    store.createIfAbsent(folder() + "/" + Manifest.FILE, Json.write(manifest));
    return true;
  }

  private StoredBlob store(String path) {
    String name = folder() + "/" + path;
    return store instanceof LocalBlobStore files
        ? files.measure(name)
        : store.put(name, out -> Files.copy(local.path().resolve(path), out));
  }

  /** Has the system write to the disk what it may still hold in memory. */
  public void force() {
    if (store instanceof LocalBlobStore files) {
      paths().forEach(path -> files.force(folder() + "/" + path));
    }
  }

  private List<String> paths() {
    return local.files().stream().filter(path -> !path.equals(Manifest.FILE)).toList();
  }

  /** Deletes what was written, here and below the root; a commit on another thread gives up. */
  public void discard() {
    discarded = true;
    Checkpoints.delete(store, store.list(folder() + "/"));
    local.delete();
  }

  /** Deletes the local files, unless they are the checkpoint. */
  public void release() {
    if (!(store instanceof LocalBlobStore)) {
      local.delete();
    }
  }
}
