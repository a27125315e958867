package io.bertline.eval.report;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens evaluations in Chromium, as the artifact server of Argo Workflows 4.1 serves them. */
class EvaluationPageIT {
  private static final String POLICY =
      "sandbox allow-same-origin; base-uri 'none'; default-src 'none'; img-src 'self'; style-src"
          + " 'self' 'unsafe-inline'";

  /** To be looked at by a person. */
  private static final Path PICTURES = Path.of("target", "look");

  @TempDir private Path directory;
  private HttpServer server;
  private final Set<String> requests = new ConcurrentSkipListSet<>();
  private final Map<String, String> pages =
      Map.of(
          "/passed.html", SampleEvaluation.binary(13_061, 1).judged(true).page(),
          "/failed.html", SampleEvaluation.binary(13_061, 1).judged(false).page(),
          "/labels.html",
              SampleEvaluation.multiclass(3_000, List.of("act", "body", "food", "time")).page());

  @BeforeEach
  void serve() throws IOException {
    Files.createDirectories(PICTURES);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          requests.add(path);
          byte[] body = pages.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().add("Content-Security-Policy", POLICY);
          exchange.sendResponseHeaders(pages.containsKey(path) ? 200 : 404, body.length);
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
  void everyPageOpensUnderThePolicyOfArgoWithoutAComplaintOrAnotherRequest() throws Exception {
    for (String page : pages.keySet()) {
      Path dom = directory.resolve("dom.html");
      String log = open(page, dom, "--dump-dom");
      assertThat(log).as(page).doesNotContain("CONSOLE");
      assertThat(Files.readString(dom)).contains("<h1>").endsWith("</html>\n");
      assertThat(requests).contains(page);
    }
    Set<String> ours = new ConcurrentSkipListSet<>(pages.keySet());
    ours.add("/favicon.ico");
    assertThat(requests).isSubsetOf(ours);
  }

  @Test
  void everyPageIsDrawnInLightAndDarkOnAPhoneAndInPrint() throws Exception {
    for (String page : pages.keySet()) {
      String name = page.substring(1).replace(".html", "");
      picture(page, name + "-light.png", "--window-size=1280,6000");
      picture(
          page,
          name + "-dark.png",
          "--window-size=1280,6000",
          "--blink-settings=preferredColorScheme=0");
      picture(page, name + "-phone.png", "--window-size=500,9000");
      Path print = PICTURES.resolve(name + ".pdf");
      open(page, directory.resolve("out"), "--print-to-pdf=" + print.toAbsolutePath());
      assertThat(Files.size(print)).isGreaterThan(50_000);
    }
  }

  private void picture(String page, String name, String... options) throws Exception {
    Path picture = PICTURES.resolve(name);
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--screenshot=" + picture.toAbsolutePath());
    all.add("--hide-scrollbars");
    String log = open(page, directory.resolve("out"), all.toArray(String[]::new));
    assertThat(log).as(name).doesNotContain("CONSOLE");
    assertThat(Files.size(picture)).isGreaterThan(50_000);
  }

  private String open(String page, Path out, String... options)
      throws IOException, InterruptedException {
    Optional<Path> chromium = chromium();
    Assumptions.assumeTrue(chromium.isPresent(), "no chromium on the PATH to open a page with");
    Path log = directory.resolve("log.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                chromium.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("profile"),
                "--enable-logging=stderr"));
    command.addAll(List.of(options));
    command.add("http://127.0.0.1:" + server.getAddress().getPort() + page);
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
    return Files.readString(log);
  }

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
}
