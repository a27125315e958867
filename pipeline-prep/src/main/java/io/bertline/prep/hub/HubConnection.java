package io.bertline.prep.hub;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a hub for something, once. A hub keeps large files on another host and answers with a
 * redirect to a signed address there. Redirects are followed by hand, because the JDK would take
 * the token along, and because only the first answer tells the file's checksum.
 */
final class HubConnection {
  private static final int MOST_REDIRECTS = 5;

  private final HttpClient client;
  private final HubSettings settings;
  private final Duration timeout;

  /**
   * @param timeout how long to wait for an answer to begin
   */
  HubConnection(HubSettings settings, Duration timeout) {
    this.settings = settings;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * An answer: 200 or 206.
   *
   * @param body the content, to be closed
   * @param headers headers of the last answer
   * @param etag what identifies the content, without quotes; empty if the hub does not say
   * @param size size of the whole file if the hub says it, else -1
   */
  record Answer(int status, InputStream body, HttpHeaders headers, String etag, long size)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /**
   * Gets a path of the hub.
   *
   * @param path starts with a slash, escaped
   * @param what how messages name it
   * @param offset first byte to get
   * @throws BertlineException {@code PERMISSION_DENIED} or {@code NOT_FOUND} if the hub says so
   * @throws IOException if the connection or the hub fails in a way that may pass
   */
  Answer get(String path, String what, long offset) throws IOException, InterruptedException {
    URI uri = URI.create(settings.endpoint() + path);
    Optional<String> etag = Optional.empty();
    Optional<String> size = Optional.empty();
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<InputStream> response = send(uri, offset);
      HttpHeaders headers = response.headers();
      etag = etag.or(() -> headers.firstValue("X-Linked-Etag"));
      size = size.or(() -> headers.firstValue("X-Linked-Size"));
      int status = response.statusCode();
      if (status == 200 || status == 206) {
        String tag = etag.or(() -> headers.firstValue("ETag")).orElse("");
        return new Answer(
            status,
            response.body(),
            headers,
            tag.replaceFirst("^W/", "").replace("\"", ""),
            size.map(HubConnection::number).orElse(-1L));
      }
      response.body().close();
      if (status < 300 || status > 308 || status == 304) {
        throw refusal(status, headers, what);
      }
      // Between two answers of the hub itself the ETag is that of the redirect, not of the file.
      uri = target(uri, headers);
    }
    throw new IOException("more than " + MOST_REDIRECTS + " redirects");
  }

  private HttpResponse<InputStream> send(URI uri, long offset)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(timeout).header("User-Agent", "bertline");
    if (isHub(uri)) {
      settings.token().ifPresent(t -> request.header("Authorization", "Bearer " + t));
    }
    if (offset > 0) {
      request.header("Range", "bytes=" + offset + "-");
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** Returns whether an address is of the hub itself: scheme, host and port are the same. */
  private boolean isHub(URI uri) {
    URI hub = settings.endpoint();
    return hub.getScheme().equals(uri.getScheme())
        && hub.getHost().equalsIgnoreCase(uri.getHost())
        && hub.getPort() == uri.getPort();
  }

  private static URI target(URI from, HttpHeaders headers) throws IOException {
    String location =
        headers
            .firstValue("Location")
            .orElseThrow(() -> new IOException("a redirect without an address"));
    try {
      URI target = from.resolve(location);
      if ("https".equals(target.getScheme()) || "http".equals(from.getScheme())) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("a redirect to something that is not an address", e);
    }
    throw new IOException("a redirect from https to another scheme");
  }

  private IOException refusal(int status, HttpHeaders headers, String what) {
    if (status == 401 || status == 403) {
      throw new BertlineException(
          FailureKind.PERMISSION_DENIED,
          settings.token().isPresent()
              ? "%s: the hub refuses it (%d); check the name, that HF_TOKEN is valid, and on the"
                      .formatted(what, status)
                  + " model's page that its terms are accepted"
              : "%s: does not exist or needs a login (%d); check the name, or set HF_TOKEN"
                  .formatted(what, status));
    }
    if (status == 404 || status == 410) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          "%s: %s has no such model, revision or file (%s); check the name"
              .formatted(
                  what,
                  settings.endpoint(),
                  headers.firstValue("X-Error-Code").orElse(Integer.toString(status))));
    }
    if (status == 408 || status == 429 || status >= 500) {
      return new Retries.ComeAgainException(status, retryAfter(headers));
    }
    throw new BertlineException(
        FailureKind.USAGE,
        "%s: %s answered %d; check HF_ENDPOINT".formatted(what, settings.endpoint(), status));
  }

  /** The header may also hold a date; then our own waiting time counts. */
  private static Duration retryAfter(HttpHeaders headers) {
    long seconds = headers.firstValue("Retry-After").map(HubConnection::number).orElse(-1L);
    return Duration.ofSeconds(Math.max(0, seconds));
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }
}
