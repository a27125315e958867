package io.bertline.prep.hub;

import io.bertline.failure.ReadFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The checksum of a file, as the hub's entity tag holds it: SHA-256 of what Git LFS keeps, else
 * Git's name of the blob, which is the SHA-1 of {@code "blob SIZE\0"} and the content.
 *
 * @param algorithm name of the digest
 * @param digits lower-case hexadecimal digits
 */
record BlobChecksum(String algorithm, String digits) {
  private static final String SHA_256 = "SHA-256";
  private static final String SHA_1 = "SHA-1";

  /** Returns the checksum in an entity tag, if there is one. */
  static Optional<BlobChecksum> of(String etag) {
    if (etag.matches("[0-9a-f]{64}")) {
      return Optional.of(new BlobChecksum(SHA_256, etag));
    }
    return etag.matches("[0-9a-f]{40}")
        ? Optional.of(new BlobChecksum(SHA_1, etag))
        : Optional.empty();
  }

  /** Returns whether a file has this checksum. */
  boolean matches(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      if (algorithm.equals(SHA_1)) {
        digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
      }
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest()).equals(digits);
    } catch (IOException e) {
      throw ReadFailure.of(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1 and SHA-256", e);
    }
  }
}
