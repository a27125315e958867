package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.ReadFailure;
import io.bertline.storage.BlobStore;
import io.bertline.storage.FileLinks;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
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
   * Puts all files into a local directory, checksums verified. There they stay when another
   * attempt, which is further on, deletes the checkpoint.
   *
   * @param directory where they go: as links if that can be, else as copies
   * @throws BertlineException {@code CORRUPT_ARTIFACT} or {@code NOT_FOUND} if a file is not what
   *     was committed, or is gone
   */
  public void fetch(Path directory) {
    StoredFiles files =
        new StoredFiles(store, folder(), manifest.files(), "this checkpoint is of no use");
    if (store instanceof LocalBlobStore local) {
      files.verify();
      manifest
          .files()
          .forEach(
              file ->
                  linkOrCopy(
                      local.path(folder() + "/" + file.path()), directory.resolve(file.path())));
    } else {
      files.download(directory);
    }
  }

  private static void linkOrCopy(Path file, Path copy) {
    try {
      Files.createDirectories(copy.getParent());
      FileLinks.linkOrCopy(file, copy);
    } catch (IOException e) {
      throw ReadFailure.of(file, e);
    }
  }

  /** Deletes what {@link #fetch} made, never the checkpoint. */
  public void release(Path directory) {
    new LocalFolder(directory).delete();
  }
}
