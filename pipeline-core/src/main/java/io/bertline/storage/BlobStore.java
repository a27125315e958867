package io.bertline.storage;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Named blobs below one root: a local directory or a prefix of a Cloud Storage bucket. Names are
 * relative paths with {@code /}, never empty, without {@code .} or {@code ..} segments.
 *
 * <p>Implementations are safe for use by several threads. Every method throws {@link
 * BertlineException}: {@code NOT_FOUND} (a blob or bucket is missing), {@code PERMISSION_DENIED},
 * {@code OUT_OF_RESOURCES} (disk full) or {@code TEMPORARY} (network; retries are exhausted), each
 * naming the blob's URI. Streams throw {@link IOException}.
 */
public interface BlobStore extends AutoCloseable {
  /**
   * Returns the root as a URI without a trailing slash: {@code gs://bucket/prefix} or an absolute
   * path.
   */
  String root();

  /** Returns the URI of a blob or of a folder below the root. */
  default String uri(String name) {
    return root() + "/" + name;
  }

  /** Looks a blob up. */
  Optional<BlobInfo> find(String name);

  /**
   * Lists every blob whose name starts with this prefix, at any depth, in the order of the names.
   */
  List<BlobInfo> list(String prefix);

  /**
   * Opens bytes of exactly this version of the blob.
   *
   * @param offset first byte, 0 to size
   * @param length at most this many bytes are delivered
   */
  InputStream open(BlobInfo blob, long offset, long length);

  /** Opens the whole of a blob. */
  default InputStream open(String name) {
    BlobInfo blob = find(name).orElseThrow(() -> notFound(name));
    return open(blob, 0, blob.size());
  }

  /**
   * Returns the CRC-32C of the whole blob, 0 to 2^32 - 1. Reads the blob where the store does not
   * keep it.
   */
  long crc32c(BlobInfo blob);

  /** Returns when the content of a blob was written, by the clock of the store. */
  Optional<Instant> writtenAt(String name);

  /** Creates or replaces a blob. It is durable on return; a failure leaves the blob as it was. */
  StoredBlob put(String name, BlobContent content);

  /**
   * Creates a blob unless one of that name exists. Of several writers exactly one gets {@code
   * true}.
   *
   * @return whether this call created it. A retried request may see its own success as a refusal:
   *     read the blob to tell.
   */
  boolean createIfAbsent(String name, byte[] content);

  /** Copies a blob within the store. */
  void copy(String from, String to);

  /** Deletes a blob; a missing one is no error. */
  void delete(String name);

  @Override
  void close();

  /** Returns the failure to throw for a blob that does not exist. */
  default BertlineException notFound(String name) {
    return new BertlineException(
        FailureKind.NOT_FOUND, uri(name) + ": does not exist; check the path");
  }
}
