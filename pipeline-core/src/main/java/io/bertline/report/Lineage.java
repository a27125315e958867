package io.bertline.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an artifact comes from.
 *
 * @param ancestors what it was made from, in the order it was made, the artifact itself last
 * @param command the command that makes it again, without secrets; null when it is not known
 * @param parameters every resolved parameter, in the order to be shown
 * @param environment versions and device, in the order to be shown
 */
public record Lineage(
    List<Ancestor> ancestors,
    @Nullable String command,
    Map<String, String> parameters,
    Map<String, String> environment) {
  /**
   * An artifact or a file on the way.
   *
   * @param role what it is, for example {@code Model}
   * @param description what is worth knowing about it, in a few words
   * @param key content key; null for a file from outside
   * @param uri where it is
   * @param digest digest of its content
   */
  public record Ancestor(
      String role, String description, @Nullable String key, String uri, String digest) {}

  public Lineage {
    ancestors = List.copyOf(ancestors);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
