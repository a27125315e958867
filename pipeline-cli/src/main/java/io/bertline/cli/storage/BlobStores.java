package io.bertline.cli.storage;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Opens the store that a URI names. */
public final class BlobStores {
  private static final String FILE = "file://";
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  private BlobStores() {}

  /**
   * Opens a store; the caller closes it.
   *
   * @param uri a directory, {@code file:///directory} or {@code gs://bucket/prefix}
   * @throws BertlineException {@code USAGE} if it is none of these
   */
  public static BlobStore open(String uri) {
    if (uri.startsWith(GcsLocation.SCHEME)) {
      GcsLocation location = GcsLocation.parse(uri);
      return new GcsBlobStore(GcsClients.open(System.getenv()), location);
    }
    if (!isLocal(uri)) {
      throw new BertlineException(
          FailureKind.USAGE, uri + ": is no root; give a directory or gs://bucket/prefix");
    }
    return new LocalBlobStore(localPath(uri));
  }

  /**
   * Returns the absolute path of a local root, or of something below one.
   *
   * @param uri a path, relative or not, or {@code file:///path}
   * @throws BertlineException {@code USAGE} if it is no path
   */
  public static Path localPath(String uri) {
    try {
      String path = uri.startsWith(FILE) ? uri.substring(FILE.length()) : uri;
      return Path.of(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      String printable = uri.replaceAll("\\p{Cntrl}", "?");
      throw new BertlineException(
          FailureKind.USAGE, printable + ": is no path: " + e.getReason(), e);
    }
  }

  /** Returns whether a root is a local directory. */
  public static boolean isLocal(String uri) {
    return uri.startsWith(FILE) || !SCHEME.matcher(uri).matches();
  }
}
