package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import io.bertline.storage.StoredBlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
  private final Path directory;
  private volatile boolean discarded;

  CheckpointDraft(
      BlobStore store, Clock clock, String key, long step, String attempt, Path scratch) {
    this.store = store;
    this.clock = clock;
    this.key = key;
    this.step = step;
    this.attempt = attempt;
    this.directory = store instanceof LocalBlobStore local ? local.path(folder()) : scratch;
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
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw failed("cannot be made", e);
    }
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
    return store instanceof LocalBlobStore local
        ? local.measure(name)
        : store.put(name, out -> Files.copy(directory.resolve(path), out));
  }

  /** Has the system write to the disk what it may still hold in memory. */
  public void force() {
    if (store instanceof LocalBlobStore local) {
      paths().forEach(path -> local.force(folder() + "/" + path));
    }
  }

  private List<String> paths() {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .filter(path -> !path.equals(Manifest.FILE))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw failed("cannot be listed", e);
    }
  }

  /** Deletes what was written, here and below the root; a commit on another thread gives up. */
  public void discard() {
    discarded = true;
    Checkpoints.delete(store, store.list(folder() + "/"));
    deleteDirectory();
  }

  /** Deletes the local files, unless they are the checkpoint. */
  public void release() {
    if (!(store instanceof LocalBlobStore)) {
      deleteDirectory();
    }
  }

  private void deleteDirectory() {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw failed("cannot be deleted", e);
    }
  }

  private BertlineException failed(String what, IOException e) {
    return new BertlineException(
        JdkFailures.kind(e).orElse(FailureKind.TEMPORARY), directory + ": " + what + ": " + e, e);
  }
}
