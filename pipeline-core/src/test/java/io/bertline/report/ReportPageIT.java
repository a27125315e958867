package io.bertline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a page in Chromium under the policy of Argo's artifact server. */
final class ReportPageIT {
  private static final String ARGO_POLICY =
      "sandbox allow-same-origin; base-uri 'none'; default-src 'none'; img-src 'self'; style-src"
          + " 'self' 'unsafe-inline'";

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  @TempDir private Path directory;

  @BeforeEach
  void serve() throws IOException {
    Map<String, String> pages =
        Map.of(
            "/sample.html",
            SamplePage.html(),
            "/active.html",
            "<!doctype html><title>t</title><script>document.title = 'ran'</script>"
                + "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          requests.add(path);
          byte[] body = pages.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().set("Content-Security-Policy", ARGO_POLICY);
          // The browser's own request for an icon gets an empty answer: a 404 would be a complaint.
          exchange.sendResponseHeaders(body.length == 0 ? 204 : 200, body.length == 0 ? -1 : 0);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void opensUnderThePolicyOfArgoWithoutAComplaintOrAnotherRequest() throws Exception {
    Opened page = open("/sample.html");

    assertThat(page.log()).doesNotContain("CONSOLE");
    assertThat(page.dom())
        .contains("Yes, it may go out.")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .endsWith("</html>\n");
    assertThat(requests).contains("/sample.html").isSubsetOf("/sample.html", "/favicon.ico");
  }

  @Test
  void wouldShowAComplaintAboutAPageThatActs() throws Exception {
    Opened page = open("/active.html");

    assertThat(page.log()).contains("CONSOLE").contains("Content Security Policy");
    assertThat(page.dom()).contains("<title>t</title>");
  }

  private record Opened(String dom, String log) {}

  private Opened open(String path) throws IOException, InterruptedException {
    Optional<Path> chromium = chromium();
    Assumptions.assumeTrue(chromium.isPresent(), "no chromium on the PATH to open a page with");
    Path dom = directory.resolve("dom.html");
    Path log = directory.resolve("log.txt");
    Process browser =
        new ProcessBuilder(
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
                "--enable-logging=stderr",
                "--dump-dom",
                "http://127.0.0.1:" + server.getAddress().getPort() + path)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(browser.waitFor(2, TimeUnit.MINUTES)).as("the browser ends").isTrue();
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
    }
    return new Opened(Files.readString(dom), Files.readString(log));
  }

  private static Optional<Path> chromium() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(java.io.File.pathSeparator))
        .map(Path::of)
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome").map(folder::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
