package io.bertline.cli.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.bertline.cli.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the parts of the Google client that are left out are not those that log in. */
class GcsCredentialsIT {
  @TempDir Path directory;

  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile int tokenStatus = 200;
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String token =
        "{\"access_token\": \"the-token\", \"token_type\": \"Bearer\", \"expires_in\": 3600}";
    answer("/token", token);
    answer("/computeMetadata/v1/instance/service-accounts/default/token", token);
    answer("/storage", "{\"kind\": \"storage#objects\", \"items\": []}");
    answer("/computeMetadata/v1/universe/universe-domain", "googleapis.com");
    answer("/", "default");
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void aServiceAccountKeyLogsIn() throws Exception {
    assertLogsIn(withKeyFile(), "Bearer ");
  }

  @Test
  void aRefusedLoginIsPermissionDenied() throws Exception {
    tokenStatus = 400;
    ChildProcess child =
        ChildProcess.start(directory, CredentialsProbe.class, withKeyFile(), url());
    child.process().waitFor();
    assertThat(Files.readString(child.err()))
        .contains("PERMISSION_DENIED")
        .contains("gs://bucket/: the Google credentials are not accepted: ");
    assertThat(authorizations).isEmpty();
  }

  @Test
  void theMetadataServerOfAClusterLogsIn() throws Exception {
    assertLogsIn(
        Map.of("GCE_METADATA_HOST", "127.0.0.1:" + server.getAddress().getPort()),
        "Bearer the-token");
  }

  private Map<String, String> withKeyFile() throws Exception {
    var keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\\n-----END PRIVATE KEY-----\\n";
    Path file = directory.resolve("key.json");
    Files.writeString(
        file,
        """
        {"type": "service_account", "project_id": "test", "private_key_id": "1",
         "private_key": "%s", "client_email": "a@test.iam.gserviceaccount.com",
         "client_id": "1", "token_uri": "%s/token"}
        """
            .formatted(pem, url()));
    return Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString());
  }

  private void assertLogsIn(Map<String, String> variables, String authorization) throws Exception {
    Map<String, String> all = new HashMap<>(variables);
    all.put("HOME", directory.toString());
    ChildProcess child = ChildProcess.start(directory, CredentialsProbe.class, all, url());
    child.process().waitFor();
    assertThat(Files.readString(child.out()))
        .as(Files.readString(child.err()))
        .isEqualTo("0 blobs\n");
    assertThat(authorizations).last().asString().startsWith(authorization);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(String path, String text) {
    server.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (path.equals("/storage")) {
            authorizations.add(
                exchange.getRequestHeaders().getOrDefault("Authorization", List.of("")).get(0));
          }
          byte[] body = text.getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.getResponseHeaders().add("Metadata-Flavor", "Google");
          exchange.sendResponseHeaders(path.equals("/token") ? tokenStatus : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
