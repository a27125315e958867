package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A folder in a jar or zip archive. Files are extracted when they are asked for. */
final class ArchiveFolder implements ModelFolder, AutoCloseable {
  private static final int MOST = 10_000;

  private final String uri;
  private final ZipFile zip;
  private final String prefix;
  private final Extraction extraction;

  private ArchiveFolder(String uri, ZipFile zip, String prefix, Extraction extraction) {
    this.uri = uri;
    this.zip = zip;
    this.prefix = prefix;
    this.extraction = extraction;
  }

  /**
   * Opens an archive at its root.
   *
   * @param uri how messages name the archive
   * @throws BertlineException {@code NOT_FOUND} if there is no such file, {@code BAD_INPUT} if it
   *     is not an archive
   */
  static ArchiveFolder open(String uri, Path path, Extraction extraction) {
    if (!Files.isRegularFile(path)) {
      throw new BertlineException(
          FailureKind.NOT_FOUND, uri + ": does not exist or is not a file; check the path");
    }
    try {
      return new ArchiveFolder(uri, new ZipFile(path.toFile()), "", extraction);
    } catch (ZipException e) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          uri + ": is not a jar or zip archive: " + e.getMessage() + "; check the file",
          e);
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
  }

  /** Returns a folder of the archive, which stays open until this is closed. */
  ArchiveFolder folder(String name) {
    String path = name.isEmpty() || name.endsWith("/") ? name : name + "/";
    return new ArchiveFolder(uri, zip, prefix + path, extraction);
  }

  @Override
  public String uri(String name) {
    return uri + "!/" + prefix + name;
  }

  @Override
  public boolean has(String name) {
    ZipEntry entry = zip.getEntry(prefix + name);
    return entry != null && !entry.isDirectory();
  }

  @Override
  public List<String> names() {
    return zip.stream()
        .limit(MOST)
        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
        .map(entry -> entry.getName().substring(prefix.length()))
        .sorted()
        .toList();
  }

  @Override
  public SourceFile fetch(String name) {
    ZipEntry entry = zip.getEntry(prefix + name);
    if (entry == null) {
      throw new BertlineException(FailureKind.NOT_FOUND, uri(name) + ": does not exist");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return extraction.copy(uri(name), in);
    } catch (IOException e) {
      throw Extraction.failure(uri(name), e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw Extraction.failure(uri, e);
    }
  }
}
