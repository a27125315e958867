package io.bertline.artifact;

import io.bertline.storage.BlobName;
import java.util.regex.Pattern;

/**
 * One file of an artifact.
 *
 * @param path name below the attempt folder
 * @param size bytes
 * @param crc32c CRC-32C of the bytes as 8 lower-case hexadecimal digits
 * @param content whether it counts for the artifact's digest; reports and histories do not
 */
public record ArtifactFile(String path, long size, String crc32c, boolean content) {
  private static final Pattern CRC32C = Pattern.compile("[0-9a-f]{8}");

  public ArtifactFile {
    // A manifest is read from outside; a path in it must not lead out of the artifact.
    if (!BlobName.isValid(path) || size < 0 || !CRC32C.matcher(crc32c).matches()) {
      throw new IllegalArgumentException("not a file of an artifact: path, size or crc32c");
    }
  }
}
