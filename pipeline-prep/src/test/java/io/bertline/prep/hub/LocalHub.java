package io.bertline.prep.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bertline.artifact.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A server that speaks the paths of the Hugging Face hub for one model, and a second one on another
 * port that stands for the storage of large files. Requests fail as they are told to.
 */
public final class LocalHub implements AutoCloseable {
  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final HttpServer hub = server();
  private final HttpServer storage = server();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** What is done to one request for the content of a large file, instead of serving it. */
  @FunctionalInterface
  public interface Fault {
    void serve(HttpExchange exchange, byte[] content) throws IOException;
  }

  public LocalHub() {
    hub.createContext("/", this::serveHub);
    storage.createContext("/", this::serveStorage);
    hub.start();
    storage.start();
  }

  private static HttpServer server() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(
          Executors.newCachedThreadPool(
              task -> {
                Thread thread = new Thread(task, "local-hub");
                thread.setDaemon(true);
                return thread;
              }));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the address for HF_ENDPOINT. */
  public String endpoint() {
    return "http://localhost:" + hub.getAddress().getPort();
  }

  /** Adds a file; one that ends with .safetensors is a large one, kept in the storage. */
  public void put(String name, byte[] content) {
    files.put(name, content);
  }

  /** Does this to the next request for a large file; several calls, several requests. */
  public void fail(Fault fault) {
    faults.add(fault);
  }

  /** Returns every request as {@code hub /path token=... range=...}, the storage's likewise. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void serveHub(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    note("hub", exchange);
    if (path.equals("/api/models/org/tiny/revision/main")
        || path.equals("/api/models/org/tiny/revision/refs%2Fpr%2F1")) {
      String siblings =
          files.keySet().stream()
              .map(name -> "{\"rfilename\": \"" + name + "\"}")
              .collect(Collectors.joining(", "));
      answer(exchange, 200, "{\"sha\": \"" + COMMIT + "\", \"siblings\": [" + siblings + "]}");
    } else if (path.startsWith("/api/models/org/gated/")) {
      answer(exchange, 403, "gated");
    } else if (path.startsWith("/api/models/org/private/")) {
      answer(exchange, 401, "who are you?");
    } else if (path.startsWith("/api/models/org/busy/")) {
      exchange.getResponseHeaders().set("Retry-After", "7");
      answer(exchange, 429, "slow down");
    } else if (path.startsWith("/org/tiny/resolve/" + COMMIT + "/")) {
      serveFile(exchange, path.substring(path.lastIndexOf('/') + 1));
    } else {
      exchange.getResponseHeaders().set("X-Error-Code", "RepoNotFound");
      answer(exchange, 404, "nothing");
    }
  }

  private void serveFile(HttpExchange exchange, String name) throws IOException {
    byte[] content = Objects.requireNonNull(files.get(name), name);
    if (!name.endsWith(".safetensors")) {
      exchange.getResponseHeaders().set("ETag", "W/\"" + gitName(content) + "\"");
      answer(exchange, 200, new String(content, StandardCharsets.UTF_8));
      return;
    }
    exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + Digests.sha256(content) + "\"");
    exchange.getResponseHeaders().set("X-Linked-Size", Integer.toString(content.length));
    exchange.getResponseHeaders().set("ETag", "\"of the redirect\"");
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            "http://localhost:%d/%s?signature=x".formatted(storage.getAddress().getPort(), name));
    answer(exchange, 302, "over there");
  }

  private void serveStorage(HttpExchange exchange) throws IOException {
    note("storage", exchange);
    byte[] content =
        Objects.requireNonNull(files.get(exchange.getRequestURI().getPath().substring(1)));
    Fault fault = faults.poll();
    if (fault != null) {
      fault.serve(exchange, content);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int offset = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - offset);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content, offset, content.length - offset);
    }
  }

  /** Sends a part of the content and closes the connection. */
  public static Fault cutAt(int length) {
    return (exchange, content) -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      int offset = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - offset);
      exchange.getResponseBody().write(content, offset, length - offset);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** Answers with a status. */
  public static Fault status(int status) {
    return (exchange, content) -> answer(exchange, status, "no");
  }

  /** Sends the whole content with one bit changed. */
  public static Fault damaged() {
    return (exchange, content) -> {
      byte[] other = Arrays.copyOf(content, content.length);
      other[other.length - 1] ^= 1;
      exchange.sendResponseHeaders(200, other.length);
      exchange.getResponseBody().write(other);
      exchange.close();
    };
  }

  /** Sends one byte and then nothing more, for as long as the test runs. */
  public static Fault stalled() {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, 1);
      exchange.getResponseBody().flush();
    };
  }

  private void note(String host, HttpExchange exchange) {
    requests.add(
        "%s %s token=%s range=%s"
            .formatted(
                host,
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Range")));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** Git's name of a blob. */
  private static String gitName(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    hub.stop(0);
    storage.stop(0);
  }
}
