package io.bertline.prep.hub;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the hub is and who we are there, from the variables that huggingface_hub reads, <a
 * href="https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables">environment
 * variables</a>.
 *
 * @param endpoint address of the hub, without a trailing slash
 * @param token secret that is sent to the endpoint and nowhere else; empty to be anonymous
 * @param cache folder of huggingface_hub's downloads; it is only read
 * @param offline whether only the cache is asked
 */
public record HubSettings(URI endpoint, Optional<String> token, Path cache, boolean offline) {
  private static final String PUBLIC_HUB = "https://huggingface.co";
  private static final Set<String> TRUE = Set.of("1", "on", "yes", "true");

  /**
   * Reads HF_ENDPOINT, HF_TOKEN, HF_HOME, HF_HUB_CACHE and HF_HUB_OFFLINE. Without HF_TOKEN the
   * token is the one that {@code hf auth login} left in HF_HOME.
   *
   * @throws BertlineException {@code USAGE} if the endpoint is not an address
   */
  public static HubSettings of(Map<String, String> environment) {
    Path home =
        given(environment, "HF_HOME")
            .map(Path::of)
            .orElseGet(
                () ->
                    given(environment, "XDG_CACHE_HOME")
                        .map(Path::of)
                        .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("huggingface"));
    return new HubSettings(
        endpoint(given(environment, "HF_ENDPOINT").orElse(PUBLIC_HUB)),
        given(environment, "HF_TOKEN").or(() -> savedToken(home.resolve("token"))),
        given(environment, "HF_HUB_CACHE").map(Path::of).orElse(home.resolve("hub")),
        given(environment, "HF_HUB_OFFLINE")
            .filter(v -> TRUE.contains(v.toLowerCase(Locale.ROOT)))
            .isPresent());
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static URI endpoint(String text) {
    try {
      URI endpoint = URI.create(text.replaceFirst("/+$", ""));
      String scheme = endpoint.getScheme();
      if (endpoint.getHost() != null && ("https".equals(scheme) || "http".equals(scheme))) {
        return endpoint;
      }
    } catch (IllegalArgumentException e) {
      // Not an address at all: the same message.
    }
    throw new BertlineException(
        FailureKind.USAGE, "HF_ENDPOINT=" + text + ": is not an address; write it as https://HOST");
  }

  private static Optional<String> savedToken(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file).strip()).filter(token -> !token.isEmpty());
    } catch (IOException e) {
      throw ReadFailure.of(file, e);
    }
  }

  /** Names everything but the token. */
  @Override
  public String toString() {
    return "HubSettings[endpoint=%s, token=%s, cache=%s, offline=%s]"
        .formatted(endpoint, token.isPresent() ? "given" : "none", cache, offline);
  }
}
