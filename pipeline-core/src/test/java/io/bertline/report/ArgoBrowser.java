package io.bertline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Chromium, and a server of pages with the policy of the artifact server of Argo Workflows 4.1. */
public final class ArgoBrowser implements AutoCloseable {
  private static final String POLICY =
      "sandbox allow-same-origin; base-uri 'none'; default-src 'none'; img-src 'self'; style-src"
          + " 'self' 'unsafe-inline'";

  private final Map<String, String> pages;
  private final Path directory;
  private final Set<String> requests = new ConcurrentSkipListSet<>();
  private final HttpServer server;

  /**
   * Starts the server.
   *
   * @param pages HTML by path
   * @param directory a directory for files of the browser
   */
  public ArgoBrowser(Map<String, String> pages, Path directory) throws IOException {
    this.pages = pages;
    this.directory = directory;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          requests.add(path);
          byte[] body = this.pages.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
          // The browser's own request for an icon gets an empty answer: a 404 would be a complaint.
          exchange.sendResponseHeaders(body.length == 0 ? 204 : 200, body.length == 0 ? -1 : 0);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** Returns the paths that were asked for. */
  public Set<String> requests() {
    return requests;
  }

  /**
   * Opens a page, or skips the test where there is no Chromium.
   *
   * @param options what to do with it
   */
  public Opened open(String path, String... options) throws IOException, InterruptedException {
    Optional<Path> chromium = chromium();
    Assumptions.assumeTrue(chromium.isPresent(), "no chromium on the PATH to open a page with");
    Path out = directory.resolve("out.txt");
    Path log = directory.resolve("log.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                chromium.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("profile"),
                "--enable-logging=stderr"));
    command.addAll(List.of(options));
    command.add("http://127.0.0.1:" + server.getAddress().getPort() + path);
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(browser.waitFor(2, TimeUnit.MINUTES)).as("the browser ends").isTrue();
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
    }
    return new Opened(Files.readString(out), Files.readString(log));
  }

  /**
   * What came of a page.
   *
   * @param out what the browser printed, with {@code --dump-dom} the page as it was built
   * @param log complaints have CONSOLE in their line
   */
  public record Opened(String out, String log) {}

  private static Optional<Path> chromium() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(Path::of)
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome").map(folder::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
