package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.nio.file.Path;

/**
 * A committed checkpoint.
 *
 * @param store the root it lives in
 * @param manifest what it consists of
 */
public record Checkpoint(BlobStore store, CheckpointManifest manifest) {
  /** Returns the steps taken. */
  public long step() {
    return manifest.step();
  }

  /** Returns the folder of the files below the root. */
  public String folder() {
    return Checkpoints.folder(manifest.key(), manifest.step(), manifest.attempt());
  }

  /** Returns where the files are. */
  public String uri() {
    return store.uri(folder());
  }

  /**
   * Returns a local directory with all files, checksums verified: for a local root the folder
   * itself, else a copy.
   *
   * @param directory where a copy goes
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if a file is not what was committed
   */
  public Path fetch(Path directory) {
    StoredFiles files =
        new StoredFiles(store, folder(), manifest.files(), "this checkpoint is of no use");
    if (store instanceof LocalBlobStore local) {
      files.verify();
      return local.path(folder());
    }
    files.download(directory);
    return directory;
  }

  /** Deletes what {@link #fetch} made: a copy, never the checkpoint. */
  public void release(Path directory) {
    if (!(store instanceof LocalBlobStore)) {
      new LocalFolder(directory).delete();
    }
  }
}
