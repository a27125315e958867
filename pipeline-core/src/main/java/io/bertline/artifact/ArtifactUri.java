package io.bertline.artifact;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parts of the URI of an artifact: {@code ROOT/<type>s/<key>} or {@code
 * ROOT/<type>s/<key>/<attempt>}.
 *
 * @param root the root it lives in
 * @param type what it is
 * @param key content key
 * @param attempt folder of its files; null when the URI does not say
 */
public record ArtifactUri(String root, ArtifactType type, String key, @Nullable String attempt) {
  private static final Pattern URI = Pattern.compile("(.+)/([a-z]+)/([0-9a-f]{64})(?:/([^/]+))?/?");

  /** Takes a URI apart, if it is one of an artifact. */
  public static Optional<ArtifactUri> parse(String uri) {
    Matcher matcher = URI.matcher(uri);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Arrays.stream(ArtifactType.values())
        .filter(type -> type.folder().equals(matcher.group(2)))
        .findFirst()
        .map(type -> new ArtifactUri(matcher.group(1), type, matcher.group(3), matcher.group(4)));
  }
}
