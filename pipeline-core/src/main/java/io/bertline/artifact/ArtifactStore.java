package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobStore;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/**
 * The artifacts below one root. Layout: {@code <type>s/<key>/_MANIFEST.json} and {@code
 * <type>s/<key>/<attempt>/...}.
 */
public final class ArtifactStore {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final BlobStore store;
  private final Clock clock;

  /**
   * @param store the root
   * @param clock tells the time of a commit
   */
  public ArtifactStore(BlobStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Returns the blobs below the root. */
  public BlobStore blobs() {
    return store;
  }

  /**
   * Returns the artifact of this key, if it was committed.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if the manifest cannot be read
   */
  public Optional<Artifact> find(ArtifactType type, String key) {
    return store
        .find(manifestName(type, key))
        .map(blob -> Json.read(store, blob, Manifest.class, "manifest"))
        .map(manifest -> new Artifact(store, checked(type, key, manifest)));
  }

  /**
   * Returns the artifact whose files are in this folder.
   *
   * @param uri {@code ROOT/<type>s/<key>/<attempt>} or {@code ROOT/<type>s/<key>}
   * @throws BertlineException {@code NOT_FOUND} if there is none, {@code USAGE} if the URI is not
   *     below the root or the artifact is of another type
   */
  public Artifact require(ArtifactType type, String uri) {
    String expected = store.uri(type.folder()) + "/<key>/<attempt>";
    ArtifactUri parts =
        ArtifactUri.parse(uri)
            .filter(parsed -> parsed.root().equals(store.root()) && parsed.type() == type)
            .orElseThrow(
                () ->
                    new BertlineException(
                        FailureKind.USAGE,
                        uri + ": is not a " + type.singular() + "; expected " + expected));
    Artifact artifact =
        find(type, parts.key())
            .orElseThrow(
                () ->
                    new BertlineException(
                        FailureKind.NOT_FOUND,
                        uri + ": no " + type.singular() + " was committed under this key"));
    if (parts.attempt() != null && !parts.attempt().equals(artifact.manifest().attempt())) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          uri + ": was not committed or was made again; the current one is " + artifact.uri());
    }
    return artifact;
  }

  /**
   * Returns the artifact of a manifest that somebody kept, although its key may have been made
   * again since.
   */
  public Artifact of(Manifest manifest) {
    return new Artifact(store, manifest);
  }

  /**
   * Copies an artifact of another root to the same place below this one. Where this root has an
   * artifact of that key already, that stays the one of the key: keep the manifest to find the
   * copy.
   *
   * @return the copy; the artifact itself if it lives here
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if a file is not what was committed
   */
  public Artifact adopt(Artifact artifact) {
    if (artifact.store().root().equals(store.root())) {
      return artifact;
    }
    Artifact copy = of(artifact.manifest());
    artifact.copyTo(store);
    store.createIfAbsent(
        manifestName(artifact.type(), artifact.manifest().key()), Json.write(artifact.manifest()));
    return copy;
  }

  /** Starts an attempt to make an artifact. Nothing is visible to readers until its commit. */
  public Attempt begin(StepIdentity identity) {
    String attempt =
        SECONDS.format(clock.instant()) + "-" + UUID.randomUUID().toString().substring(0, 8);
    return new Attempt(this, clock, identity, attempt);
  }

  static String folder(ArtifactType type, String key) {
    return type.folder() + "/" + key;
  }

  static String manifestName(ArtifactType type, String key) {
    return folder(type, key) + "/" + Manifest.FILE;
  }

  private Manifest checked(ArtifactType type, String key, Manifest manifest) {
    String uri = store.uri(manifestName(type, key));
    if (manifest.formatVersion() != Manifest.FORMAT_VERSION) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          uri
              + ": has format version "
              + manifest.formatVersion()
              + ", this program reads "
              + Manifest.FORMAT_VERSION);
    }
    if (!manifest.type().equals(type.singular()) || !manifest.key().equals(key)) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          uri + ": is the manifest of " + manifest.type() + " " + manifest.key());
    }
    return manifest;
  }
}
