package io.bertline.artifact;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a step read: an artifact, or a file from outside.
 *
 * @param uri where it was read
 * @param key content key of an artifact; null for a file from outside
 * @param digest digest of the content: of an artifact as in its manifest, of an outside file {@code
 *     <length>-<crc32c hex>}
 */
public record InputReference(String uri, @Nullable String key, String digest) {
  public InputReference {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(digest, "digest");
  }
}
