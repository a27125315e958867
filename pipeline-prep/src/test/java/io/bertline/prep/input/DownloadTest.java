package io.bertline.prep.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bertline.cli.Progress;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  @TempDir Path directory;
  private final HttpServer server;
  private final List<String> ranges = new ArrayList<>();
  private String tag = "\"v1\"";

  DownloadTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/whole", exchange -> send(exchange, 0, CONTENT.length));
    server.createContext("/breaks", this::sendAPart);
    server.createContext("/changes", this::sendAPartAndChange);
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/whole");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/private",
        exchange -> {
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    server.createContext(
        "/busy",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void redirectsAreFollowed() throws IOException {
    assertThat(download("/moved")).isEqualTo(CONTENT);
  }

  @Test
  void aBrokenConnectionIsResumedWhereItBroke() throws IOException {
    assertThat(download("/breaks")).isEqualTo(CONTENT);
    assertThat(ranges).hasSize(3);
    assertThat(ranges.get(0)).isEqualTo("none");
    assertThat(ranges.subList(1, 3)).allMatch(range -> range.startsWith("bytes="));
  }

  @Test
  void contentThatChangedMeanwhileIsReadFromTheStart() throws IOException {
    assertThat(download("/changes")).isEqualTo("another content".getBytes(UTF_8));
  }

  @Test
  void aFailureHasItsKindAndHidesSecrets() {
    assertThatThrownBy(() -> download("/absent?token=abc"))
        .isInstanceOfSatisfying(
            BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_FOUND))
        .hasMessageEndingWith("does not exist (HTTP 404)")
        .hasMessageNotContaining("abc");
    assertThatThrownBy(() -> download("/private"))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.PERMISSION_DENIED));
    assertThatThrownBy(() -> download("/busy"))
        .isInstanceOfSatisfying(
            BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TEMPORARY))
        .hasMessageEndingWith("cannot be read: HTTP 503; try again");
  }

  /** Sends a third and breaks off, as often as it is asked. */
  private void sendAPart(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range == null ? "none" : range));
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    send(exchange, from, Math.min(CONTENT.length, from + CONTENT.length / 3));
  }

  private void sendAPartAndChange(HttpExchange exchange) throws IOException {
    if (tag.equals("\"v1\"")) {
      tag = "\"v2\"";
      send(exchange, 0, CONTENT.length / 2);
    } else {
      byte[] other = "another content".getBytes(UTF_8);
      exchange.sendResponseHeaders(200, other.length);
      exchange.getResponseBody().write(other);
      exchange.close();
    }
  }

  private void send(HttpExchange exchange, int from, int to) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"v1\"");
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, CONTENT.length - 1, CONTENT.length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, CONTENT.length - from);
    exchange.getResponseBody().write(CONTENT, from, to - from);
    exchange.close();
  }

  private byte[] download(String path) throws IOException {
    URI address = URI.create("http://localhost:" + server.getAddress().getPort() + path);
    Path file = directory.resolve("file");
    new Download(address, file, (task, unit, total) -> Progress.NONE, Duration.ofMillis(1)).run();
    return Files.readAllBytes(file);
  }
}
