package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobStore;
import io.bertline.storage.StoredBlob;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * One writer's attempt to make an artifact: a folder of its own, and a commit that one of several
 * racing attempts wins. Closing an attempt that was not committed deletes what it wrote. Safe for
 * several threads.
 */
public final class Attempt implements AutoCloseable {
  private enum State {
    OPEN,
    /** The manifest was sent and the store did not say whether it took it. */
    IN_DOUBT,
    COMMITTED,
    CLOSED
  }

  private final ArtifactStore artifacts;
  private final BlobStore store;
  private final Clock clock;
  private final StepIdentity identity;
  private final ContentKey key;
  private final String name;
  private final ConcurrentMap<String, ArtifactFile> files = new ConcurrentHashMap<>();
  private volatile State state = State.OPEN;

  Attempt(ArtifactStore artifacts, Clock clock, StepIdentity identity, String name) {
    this.artifacts = artifacts;
    this.store = artifacts.blobs();
    this.clock = clock;
    this.identity = identity;
    this.key = identity.key();
    this.name = name;
  }

  /** Returns what distinguishes this attempt from all others: the last part of its folder. */
  public String name() {
    return name;
  }

  /** Returns the folder below the root: {@code <type>s/<key>/<attempt>}. */
  public String folder() {
    return ArtifactStore.folder(identity.type(), key.value()) + "/" + name;
  }

  /** Returns the key of the artifact to be. */
  public ContentKey key() {
    return key;
  }

  /** Writes a file that counts for the digest. */
  public ArtifactFile put(String path, BlobContent content) {
    return write(path, content, true);
  }

  /**
   * Writes a file that is about the artifact (a report, a history) and does not count for the
   * digest.
   */
  public ArtifactFile putSidecar(String path, BlobContent content) {
    return write(path, content, false);
  }

  /** Counts in a file that another process wrote into {@link #folder()}. */
  public void add(ArtifactFile file) {
    files.put(file.path(), file);
  }

  private ArtifactFile write(String path, BlobContent content, boolean countsForDigest) {
    if (state != State.OPEN) {
      throw new IllegalStateException(folder() + " is " + state);
    }
    StoredBlob blob = store.put(folder() + "/" + path, content);
    ArtifactFile file =
        new ArtifactFile(path, blob.size(), Digests.crc32c(blob.crc32c()), countsForDigest);
    files.put(path, file);
    return file;
  }

  /**
   * Makes the artifact exist, unless another attempt did so first: then that one is returned and
   * this one's files are deleted when it is closed.
   *
   * @param productVersion version of Bertline
   * @param force replaces the artifact of an earlier attempt
   */
  public synchronized Artifact commit(String productVersion, boolean force) {
    if (state != State.OPEN) {
      throw new IllegalStateException(folder() + " is " + state);
    }
    Manifest manifest = manifest(productVersion);
    String manifestName = ArtifactStore.manifestName(identity.type(), key.value());
    if (send(manifestName, Json.write(manifest), force)) {
      state = State.COMMITTED;
      return new Artifact(store, manifest);
    }
    Artifact winner =
        artifacts
            .find(identity.type(), key.value())
            .orElseThrow(
                () ->
                    new BertlineException(
                        FailureKind.TEMPORARY,
                        store.uri(manifestName) + ": vanished during the commit; try again"));
    // A retried request is refused because of its own success.
    boolean mine = winner.manifest().attempt().equals(name);
    state = mine ? State.COMMITTED : State.OPEN;
    return winner;
  }

  private boolean send(String manifestName, byte[] bytes, boolean force) {
    state = State.IN_DOUBT;
    try {
      if (force) {
        store.put(manifestName, BlobContent.of(bytes));
        return true;
      }
      return store.createIfAbsent(manifestName, bytes);
    } catch (BertlineException e) {
      if (e.kind() != FailureKind.TEMPORARY) {
        state = State.OPEN;
      }
      throw e;
    }
  }

  private Manifest manifest(String productVersion) {
    List<ArtifactFile> sorted =
        files.values().stream().sorted(Comparator.comparing(ArtifactFile::path)).toList();
    return new Manifest(
        Manifest.FORMAT_VERSION,
        identity.type().singular(),
        key.value(),
        Digests.artifact(sorted),
        name,
        clock.instant().toString(),
        identity.step(),
        identity.logicVersion(),
        productVersion,
        identity.parameters(),
        identity.inputs(),
        sorted);
  }

  /**
   * Deletes what was written, unless it was committed. When the store did not say whether it took
   * the manifest, and does not say so now, the files stay: they may be an artifact.
   */
  @Override
  public synchronized void close() {
    if (state == State.IN_DOUBT && !isCommittedByAnother()) {
      return;
    }
    if (state != State.COMMITTED && state != State.CLOSED) {
      state = State.CLOSED;
      store.list(folder() + "/").forEach(blob -> store.delete(blob.name()));
    }
  }

  private boolean isCommittedByAnother() {
    return artifacts
        .find(identity.type(), key.value())
        .filter(artifact -> !artifact.manifest().attempt().equals(name))
        .isPresent();
  }
}
