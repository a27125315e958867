package io.bertline.cli.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.storage.StorageOptions;
import com.sun.net.httpserver.HttpServer;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an emulator never answers: a server that always says the same. */
class GcsFailuresIT {
  private static final String URI = "gs://bucket/root/a";

  private final AtomicInteger requests = new AtomicInteger();
  private volatile int status = 200;
  private volatile int failuresBeforeSuccess = Integer.MAX_VALUE;
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean fails = requests.incrementAndGet() <= failuresBeforeSuccess;
          String failure =
              "{\"error\": {\"code\": %d, \"message\": \"because of %d\"}}"
                  .formatted(status, status);
          String success =
              "{\"bucket\": \"bucket\", \"name\": \"root/a\", \"size\": \"1\","
                  + " \"generation\": \"1\", \"crc32c\": \"AAAAAA==\"}";
          byte[] body = (fails ? failure : success).getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(fails ? status : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "400,USAGE",
    "401,PERMISSION_DENIED",
    "403,PERMISSION_DENIED",
    "404,NOT_FOUND",
    "408,TEMPORARY",
    "429,TEMPORARY",
    "500,TEMPORARY",
    "503,TEMPORARY"
  })
  void anAnswerHasItsCategory(int answer, FailureKind kind) {
    status = answer;
    try (BlobStore store = open(1)) {
      assertFailure(() -> store.list(""), kind, "gs://bucket/root/: ");
      assertFailure(() -> store.put("a", BlobContent.of(new byte[1])), kind, URI + ": ");
      assertFailure(() -> store.put("a", BlobContent.of(new byte[9 << 20])), kind, URI + ": ");
      assertFailure(() -> store.createIfAbsent("a", new byte[1]), kind, URI + ": ");
      if (answer != 404) {
        assertFailure(() -> store.find("a"), kind, URI + ": ");
        assertFailure(() -> store.delete("a"), kind, URI + ": ");
        assertFailure(() -> store.copy("a", "b"), kind, URI + ": ");
      }
      assertThatThrownBy(
              () -> {
                try (InputStream in = store.open(new BlobInfo("a", 5, "1"), 0, 5)) {
                  in.readAllBytes();
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining(URI + ": ");
    }
  }

  @Test
  void aTemporaryFailureIsWaitedOutEvenWhereTheRequestIsNotIdempotent() {
    status = 503;
    failuresBeforeSuccess = 2;
    try (BlobStore store = open(5)) {
      assertThat(store.createIfAbsent("a", new byte[1])).isTrue();
      assertThat(requests).hasValue(3);
      requests.set(0);
      store.delete("a");
      assertThat(requests).hasValue(3);
    }
  }

  @Test
  void aServerThatIsNotThereIsATemporaryFailure() {
    try (BlobStore store = open(1)) {
      server.stop(0);
      assertFailure(() -> store.find("a"), FailureKind.TEMPORARY, URI + ": ");
      assertFailure(
          () -> store.put("a", BlobContent.of(new byte[9 << 20])),
          FailureKind.TEMPORARY,
          URI + ": ");
    }
  }

  @Test
  void otherBytesThanSentAreATemporaryFailure() {
    failuresBeforeSuccess = 0;
    try (BlobStore store = open(1)) {
      assertFailure(
          () -> store.put("a", BlobContent.of(new byte[2])),
          FailureKind.TEMPORARY,
          "the store has other bytes than were sent");
    }
  }

  private BlobStore open(int attempts) {
    Map<String, String> variables =
        Map.of("STORAGE_EMULATOR_HOST", "127.0.0.1:" + server.getAddress().getPort());
    return new GcsBlobStore(
        GcsClients.open(
            variables,
            StorageOptions.getDefaultRetrySettings().toBuilder()
                .setMaxAttempts(attempts)
                .setInitialRetryDelayDuration(Duration.ofMillis(1))
                .setMaxRetryDelayDuration(Duration.ofMillis(1))
                .build()),
        GcsLocation.parse("gs://bucket/root"));
  }

  private static void assertFailure(ThrowingCallable call, FailureKind kind, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BertlineException.class,
            failure -> {
              assertThat(failure.getMessage()).contains(text).doesNotContain("\n");
              assertThat(failure.kind()).isEqualTo(kind);
            });
  }
}
