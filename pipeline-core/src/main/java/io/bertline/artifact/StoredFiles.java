package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * The files that a manifest lists, as they are stored.
 *
 * @param store the root
 * @param folder their folder below it
 * @param files what was committed
 * @param advice what to do when one of them is not what was committed
 */
record StoredFiles(BlobStore store, String folder, List<ArtifactFile> files, String advice) {
  private static final long MAX_SMALL_FILE_BYTES = 256 << 20;

  /** Opens a file. The checksum is not verified; the size is. */
  InputStream open(ArtifactFile file) {
    BlobInfo blob = stored(file);
    return store.open(blob, 0, blob.size());
  }

  /** Checks that every file is there with the size that was committed. */
  void checkSizes() {
    files.forEach(this::stored);
  }

  /** Reads a small file as a whole and verifies its checksum. */
  byte[] read(ArtifactFile file) {
    if (file.size() > MAX_SMALL_FILE_BYTES) {
      throw corrupt(file, "has " + file.size() + " bytes, too many to be read at once");
    }
    CRC32C checksum = new CRC32C();
    try (InputStream in = new CheckedInputStream(open(file), checksum)) {
      byte[] bytes = in.readAllBytes();
      verify(file, checksum);
      return bytes;
    } catch (IOException e) {
      throw failed(file, "cannot be read", e);
    }
  }

  /** Copies all files into a directory and verifies their checksums. */
  void download(Path directory) {
    for (ArtifactFile file : files) {
      Path target = directory.resolve(file.path());
      try {
        Files.createDirectories(target.getParent());
        try (OutputStream out = Files.newOutputStream(target)) {
          transfer(file, out);
        }
      } catch (IOException e) {
        throw failed(file, "cannot be copied to " + target, e);
      }
    }
  }

  /** Copies all files to the same folder of another store and verifies their checksums. */
  void copyTo(BlobStore other) {
    for (ArtifactFile file : files) {
      other.put(folder + "/" + file.path(), out -> transfer(file, out));
    }
  }

  /** Reads all files and verifies their checksums. */
  void verify() {
    for (ArtifactFile file : files) {
      try {
        transfer(file, OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw failed(file, "cannot be read", e);
      }
    }
  }

  private void transfer(ArtifactFile file, OutputStream out) throws IOException {
    CRC32C checksum = new CRC32C();
    try (InputStream in = new CheckedInputStream(open(file), checksum)) {
      in.transferTo(out);
    }
    verify(file, checksum);
  }

  private BlobInfo stored(ArtifactFile file) {
    BlobInfo blob =
        store.find(folder + "/" + file.path()).orElseThrow(() -> corrupt(file, "is missing"));
    if (blob.size() != file.size()) {
      throw corrupt(file, "has " + blob.size() + " bytes, the manifest says " + file.size());
    }
    return blob;
  }

  private void verify(ArtifactFile file, CRC32C checksum) {
    String actual = Digests.crc32c(checksum.getValue());
    if (!actual.equals(file.crc32c())) {
      throw corrupt(file, "has CRC-32C " + actual + ", the manifest says " + file.crc32c());
    }
  }

  private String uri(ArtifactFile file) {
    return store.uri(folder) + "/" + file.path();
  }

  private BertlineException corrupt(ArtifactFile file, String what) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT, uri(file) + ": " + what + "; " + advice);
  }

  private BertlineException failed(ArtifactFile file, String what, IOException e) {
    return new BertlineException(
        JdkFailures.kind(e).orElse(FailureKind.TEMPORARY),
        uri(file) + ": " + what + ": " + e.getMessage(),
        e);
  }
}
