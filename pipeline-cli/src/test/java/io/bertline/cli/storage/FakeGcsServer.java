package io.bertline.cli.storage;

import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real process of fake-gcs-server 1.55.1, an emulator of Cloud Storage. */
public final class FakeGcsServer implements AutoCloseable {
  private static final String NAME = "fake-gcs-server";

  private final Process process;
  private final String url;

  private FakeGcsServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts the emulator, or skips the test where it is not installed. */
  public static FakeGcsServer start(Path directory) throws IOException, InterruptedException {
    Optional<Path> binary = binary();
    Assumptions.assumeTrue(
        binary.isPresent(),
        NAME + " is not installed: run .ci/install-fake-gcs-server or set BERTLINE_FAKE_GCS");
    int port = freePort();
    String url = "http://127.0.0.1:" + port;
    Path log = directory.resolve(NAME + ".log");
    Process process =
        new ProcessBuilder(
                binary.get().toString(),
                "-scheme=http",
                "-host=127.0.0.1",
                "-port=" + port,
                "-public-host=127.0.0.1:" + port,
                "-external-url=" + url,
                "-backend=filesystem",
                "-filesystem-root=" + Files.createDirectories(directory.resolve("buckets")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    FakeGcsServer server = new FakeGcsServer(process, url);
    server.awaitReady(log);
    return server;
  }

  /** Returns the value of {@code STORAGE_EMULATOR_HOST}. */
  public String url() {
    return url;
  }

  /** Makes a bucket. */
  public void createBucket(String bucket) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/storage/v1/b?project=test"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + bucket + "\"}"))
            .build();
    int status =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    if (status != 200) {
      throw new IOException("bucket " + bucket + ": status " + status);
    }
  }

  /** Opens a store on it. */
  public BlobStore open(String uri) {
    return new GcsBlobStore(
        GcsClients.open(Map.of("STORAGE_EMULATOR_HOST", url)), GcsLocation.parse(uri));
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/storage/v1/b")).build();
    for (int i = 0; i < 300 && process.isAlive(); i++) {
      try {
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new IOException(NAME + " did not start: " + Files.readString(log));
  }

  private static Optional<Path> binary() {
    String given = System.getenv("BERTLINE_FAKE_GCS");
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, NAME));
    Stream<Path> builtHere = Stream.of("..", ".").map(root -> Path.of(root, "target/tools", NAME));
    return Stream.of(
            given == null || given.isEmpty() ? Stream.<Path>empty() : Stream.of(Path.of(given)),
            builtHere,
            onPath)
        .flatMap(paths -> paths)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
