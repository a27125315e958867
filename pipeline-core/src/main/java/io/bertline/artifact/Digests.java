package io.bertline.artifact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Checksums in the form manifests hold them. */
public final class Digests {
  private Digests() {}

  /** Returns the SHA-256 as 64 lower-case hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns a CRC-32C as 8 lower-case hexadecimal digits. */
  public static String crc32c(long value) {
    return String.format(Locale.ROOT, "%08x", value);
  }

  /** Returns the digest of an outside file, from what an object store knows without a read. */
  public static String file(long size, long crc32c) {
    return size + "-" + crc32c(crc32c);
  }

  /** Returns the digest of an artifact: over its content files, sorted by path. */
  static String artifact(List<ArtifactFile> files) {
    StringBuilder text = new StringBuilder();
    files.stream()
        .filter(ArtifactFile::content)
        .sorted(Comparator.comparing(ArtifactFile::path))
        .forEach(
            file ->
                text.append(file.path())
                    .append('\t')
                    .append(file.size())
                    .append('\t')
                    .append(file.crc32c())
                    .append('\n'));
    return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
