package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A committed artifact. Nothing of it ever changes.
 *
 * @param store the root it lives in
 * @param manifest what it consists of
 */
public record Artifact(BlobStore store, Manifest manifest) {
  /** Returns what it is. */
  public ArtifactType type() {
    return Arrays.stream(ArtifactType.values())
        .filter(type -> type.singular().equals(manifest.type()))
        .findFirst()
        .orElseThrow(
            () ->
                new BertlineException(
                    FailureKind.CORRUPT_ARTIFACT,
                    store.root() + ": manifest of unknown type '" + manifest.type() + "'"));
  }

  /** Returns the folder of the files below the root: {@code datasets/<key>/<attempt>}. */
  public String folder() {
    return ArtifactStore.folder(type(), manifest.key()) + "/" + manifest.attempt();
  }

  /** Returns where the files are. */
  public String uri() {
    return store.uri(folder());
  }

  /** Returns how a later step refers to this artifact. */
  public InputReference reference() {
    return new InputReference(uri(), manifest.key(), manifest.digest());
  }

  /** Returns the manifest's entry of a file, if the artifact has it. */
  public Optional<ArtifactFile> findFile(String path) {
    return manifest.files().stream().filter(file -> file.path().equals(path)).findFirst();
  }

  /**
   * Returns the manifest's entry of a file.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if the artifact has no such file
   */
  public ArtifactFile file(String path) {
    return findFile(path)
        .orElseThrow(
            () ->
                new BertlineException(
                    FailureKind.CORRUPT_ARTIFACT,
                    uri() + ": is a " + manifest.type() + " without " + path));
  }

  /**
   * Opens a file. The checksum is not verified; the size is.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if the file is missing or of another size
   *     than committed
   */
  public InputStream open(String path) {
    return files().open(file(path));
  }

  /**
   * Checks that every file is there with the size that was committed.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if one is not
   */
  public void checkSizes() {
    files().checkSizes();
  }

  /**
   * Reads every file and verifies its checksum.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if a file is not what was committed
   */
  public void verify() {
    files().verify();
  }

  /** Reads a small file as a whole and verifies its checksum. */
  public byte[] read(String path) {
    return files().read(file(path));
  }

  /**
   * Copies all files into a directory and verifies their checksums.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if a file is not what was committed
   */
  public void download(Path directory) {
    files().download(directory);
  }

  /** Copies all files to the same place below another root and verifies their checksums. */
  void copyTo(BlobStore other) {
    files().copyTo(other);
  }

  private StoredFiles files() {
    String advice = "make the " + manifest.type() + " again with --force";
    return new StoredFiles(store, folder(), manifest.files(), advice);
  }
}
