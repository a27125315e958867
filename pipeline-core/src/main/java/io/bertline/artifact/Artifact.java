package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * A committed artifact. Nothing of it ever changes.
 *
 * @param store the root it lives in
 * @param manifest what it consists of
 */
public record Artifact(BlobStore store, Manifest manifest) {
  private static final long MAX_SMALL_FILE_BYTES = 256 << 20;

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
    BlobInfo blob = stored(file(path));
    return store.open(blob, 0, blob.size());
  }

  /**
   * Checks that every file is there with the size that was committed.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if one is not
   */
  public void checkSizes() {
    manifest.files().forEach(this::stored);
  }

  /** Reads a small file as a whole and verifies its checksum. */
  public byte[] read(String path) {
    if (file(path).size() > MAX_SMALL_FILE_BYTES) {
      throw corrupt(path, "has " + file(path).size() + " bytes, too many to be read at once");
    }
    CRC32C checksum = new CRC32C();
    try (InputStream in = new CheckedInputStream(open(path), checksum)) {
      byte[] bytes = in.readAllBytes();
      verify(path, checksum.getValue());
      return bytes;
    } catch (IOException e) {
      throw failed(path, "cannot be read", e);
    }
  }

  /**
   * Copies all files into a directory and verifies their checksums.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if a file is not what was committed
   */
  public void download(Path directory) {
    for (ArtifactFile file : manifest.files()) {
      Path target = directory.resolve(file.path());
      CRC32C checksum = new CRC32C();
      try (InputStream in = new CheckedInputStream(open(file.path()), checksum)) {
        Files.createDirectories(target.getParent());
        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw failed(file.path(), "cannot be copied to " + target, e);
      }
      verify(file.path(), checksum.getValue());
    }
  }

  private BlobInfo stored(ArtifactFile file) {
    BlobInfo blob =
        store
            .find(folder() + "/" + file.path())
            .orElseThrow(() -> corrupt(file.path(), "is missing"));
    if (blob.size() != file.size()) {
      throw corrupt(file.path(), "has " + blob.size() + " bytes, the manifest says " + file.size());
    }
    return blob;
  }

  private void verify(String path, long crc32c) {
    String expected = file(path).crc32c();
    String actual = Digests.crc32c(crc32c);
    if (!actual.equals(expected)) {
      throw corrupt(path, "has CRC-32C " + actual + ", the manifest says " + expected);
    }
  }

  private BertlineException corrupt(String path, String what) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        uri() + "/" + path + ": " + what + "; make the " + manifest.type() + " again with --force");
  }

  private BertlineException failed(String path, String what, IOException e) {
    return new BertlineException(
        JdkFailures.kind(e).orElse(FailureKind.TEMPORARY),
        uri() + "/" + path + ": " + what + ": " + e.getMessage(),
        e);
  }
}
