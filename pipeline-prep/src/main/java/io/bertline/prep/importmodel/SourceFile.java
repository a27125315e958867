package io.bertline.prep.importmodel;

import io.bertline.artifact.Digests;
import io.bertline.artifact.InputReference;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * A file of a pretrained model on the local disk.
 *
 * @param uri where it came from; differs from the path for what was extracted from an archive
 * @param path the file
 * @param size bytes
 * @param modified time of the last change
 * @param crc32c CRC-32C of the bytes
 */
record SourceFile(String uri, Path path, long size, FileTime modified, long crc32c) {

  /** Measures a file. */
  static SourceFile of(String uri, Path path) {
    try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(path), new CRC32C())) {
      FileTime modified = Files.getLastModifiedTime(path);
      long size = in.transferTo(OutputStream.nullOutputStream());
      return new SourceFile(uri, path, size, modified, in.getChecksum().getValue());
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
  }

  /** Measures a file that is where its path says. */
  static SourceFile of(Path path) {
    return of(path.toString(), path);
  }

  /** Returns how a manifest refers to it. */
  InputReference reference() {
    return new InputReference(uri, null, Digests.file(size, crc32c));
  }

  /**
   * Reads a small file as a whole.
   *
   * @throws BertlineException {@code BAD_INPUT} if it has more than {@code most} bytes
   */
  byte[] read(int most) {
    if (size > most) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "%s: has %d bytes, at most %d are read; is it the right file?"
              .formatted(uri, size, most));
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
  }

  /**
   * Checks that nobody wrote the file since it was measured.
   *
   * @throws BertlineException {@code TEMPORARY} if somebody did
   */
  void requireUnchanged() {
    try {
      if (Files.size(path) == size && Files.getLastModifiedTime(path).equals(modified)) {
        return;
      }
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
    throw new BertlineException(
        FailureKind.TEMPORARY, uri + ": was changed while it was imported; run import-model again");
  }
}
