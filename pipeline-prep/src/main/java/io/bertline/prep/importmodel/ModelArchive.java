package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A jar or zip archive with a model in it. */
final class ModelArchive implements AutoCloseable {
  private final Path path;
  private final ZipFile zip;
  private final Extraction extraction;

  /**
   * @throws BertlineException {@code NOT_FOUND} if there is no such file, {@code BAD_INPUT} if it
   *     is not an archive
   */
  ModelArchive(Path path, Extraction extraction) {
    this.path = path;
    this.extraction = extraction;
    if (!Files.isRegularFile(path)) {
      throw new BertlineException(
          FailureKind.NOT_FOUND, path + ": does not exist or is not a file; check the path");
    }
    try {
      this.zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          path + ": is not a jar or zip archive: " + e.getMessage() + "; check the file",
          e);
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
  }

  /**
   * Extracts an entry.
   *
   * @throws BertlineException {@code NOT_FOUND} naming the ONNX files that are there if there is no
   *     such entry
   */
  SourceFile require(String entry) {
    return find(entry)
        .orElseThrow(
            () ->
                new BertlineException(
                    FailureKind.NOT_FOUND,
                    "%s: has no entry %s; its ONNX files: %s".formatted(path, entry, onnxNames())));
  }

  /** Extracts an entry if there is one. */
  Optional<SourceFile> find(String entry) {
    ZipEntry found = zip.getEntry(entry);
    if (found == null || found.isDirectory()) {
      return Optional.empty();
    }
    String uri = path + "!/" + entry;
    try (InputStream in = zip.getInputStream(found)) {
      return Optional.of(extraction.copy(uri, in));
    } catch (IOException e) {
      throw Extraction.failure(uri, e);
    }
  }

  private List<String> onnxNames() {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(".onnx"))
        .limit(5)
        .toList();
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
  }
}
