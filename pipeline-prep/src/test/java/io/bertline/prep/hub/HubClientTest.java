package io.bertline.prep.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bertline.artifact.Digests;
import io.bertline.cli.Progress;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubClientTest {
  private static final String WEIGHTS = "model.safetensors";
  private static final Duration STALL_LIMIT = Duration.ofMillis(400);

  @TempDir Path directory;
  private final LocalHub hub = new LocalHub();
  private final Map<String, String> environment = new HashMap<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final byte[] weights = new byte[300_000];

  @BeforeEach
  void fillHub() {
    new Random(4).nextBytes(weights);
    hub.put(WEIGHTS, weights);
    hub.put("config.json", "{}".getBytes(UTF_8));
    environment.put("HF_ENDPOINT", hub.endpoint() + "/");
    environment.put("HF_HOME", directory.resolve("home").toString());
    environment.put("HF_TOKEN", "hf_secret");
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void aRevisionIsResolvedToItsCommit() {
    HubSnapshot snapshot = client().resolve(HubModel.parse("hf:org/tiny@refs/pr/1"));
    assertThat(snapshot.commit()).isEqualTo(LocalHub.COMMIT);
    assertThat(snapshot.files()).containsExactly("config.json", WEIGHTS);
    assertThat(snapshot.uri()).isEqualTo("hf:org/tiny@" + LocalHub.COMMIT);
  }

  @Test
  void aLargeFileComesFromTheStorageWhichNeverSeesTheToken() throws IOException {
    assertThat(Files.readAllBytes(fetch(WEIGHTS))).isEqualTo(weights);
    assertThat(hub.requests())
        .containsExactly(
            "hub /api/models/org/tiny/revision/main token=Bearer hf_secret range=null",
            "hub /org/tiny/resolve/%s/model.safetensors token=Bearer hf_secret range=null"
                .formatted(LocalHub.COMMIT),
            "storage /model.safetensors?signature=x token=null range=null");
  }

  @Test
  void aBrokenConnectionIsResumedWhereItBroke() throws IOException {
    hub.fail(LocalHub.cutAt(100_000));
    hub.fail(LocalHub.cutAt(200_000));
    assertThat(Files.readAllBytes(fetch(WEIGHTS))).isEqualTo(weights);
    List<String> ranges =
        hub.requests().stream()
            .filter(request -> request.startsWith("storage"))
            .map(request -> request.replaceFirst(".*range=", ""))
            .toList();
    assertThat(ranges).hasSize(3).startsWith("null");
    assertThat(ranges.subList(1, 3)).allMatch(range -> range.matches("bytes=[1-9]\\d*-"));
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  @Test
  void aStorageThatStopsSendingIsLeft() throws IOException {
    hub.fail(LocalHub.stalled());
    assertThat(Files.readAllBytes(fetch(WEIGHTS))).isEqualTo(weights);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void aStatusThatMayPassIsTriedAgain() throws IOException {
    hub.fail(LocalHub.status(503));
    hub.fail(LocalHub.status(429));
    assertThat(Files.readAllBytes(fetch(WEIGHTS))).isEqualTo(weights);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void aServerThatFailsAgainAndAgainIsATemporaryFailure() {
    for (int i = 0; i < 5; i++) {
      hub.fail(LocalHub.status(500));
    }
    BertlineException failure = failure(() -> fetch(WEIGHTS));
    assertThat(failure.kind()).isEqualTo(FailureKind.TEMPORARY);
    assertThat(failure)
        .hasMessageStartingWith(
            "hf:org/tiny@" + LocalHub.COMMIT + "/model.safetensors: failed 5 times, last: ")
        .hasMessageContaining("500");
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
  }

  @Test
  void theHubsOwnWaitingTimeIsKept() {
    BertlineException failure = failure(() -> client().resolve(HubModel.parse("hf:org/busy")));
    assertThat(failure.kind()).isEqualTo(FailureKind.TEMPORARY);
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(7L, 7L, 7L, 8L);
  }

  @Test
  void aFileThatWasChangedOnTheWayIsGotOnceMore() throws IOException {
    hub.fail(LocalHub.damaged());
    assertThat(Files.readAllBytes(fetch(WEIGHTS))).isEqualTo(weights);
    hub.fail(LocalHub.damaged());
    hub.fail(LocalHub.damaged());
    Files.delete(directory.resolve("target"));
    BertlineException failure = failure(() -> fetch(WEIGHTS));
    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_INPUT);
    assertThat(failure).hasMessageContaining("has not the checksum " + Digests.sha256(weights));
  }

  @Test
  void whoMayNotReadIsToldSo() {
    assertThat(failure(() -> client().resolve(HubModel.parse("hf:org/gated"))))
        .hasMessageContaining("hf:org/gated@main: the hub refuses it (403)")
        .extracting(BertlineException::kind)
        .isEqualTo(FailureKind.PERMISSION_DENIED);
    environment.remove("HF_TOKEN");
    assertThat(failure(() -> client().resolve(HubModel.parse("hf:org/private"))))
        .hasMessageContaining("hf:org/private@main: does not exist or needs a login (401)")
        .extracting(BertlineException::kind)
        .isEqualTo(FailureKind.PERMISSION_DENIED);
  }

  @Test
  void aModelThatIsNotThereIsNotFound() {
    assertThat(failure(() -> client().resolve(HubModel.parse("hf:org/none@v2"))))
        .hasMessageContaining("hf:org/none@v2: " + hub.endpoint() + " has no such model")
        .extracting(BertlineException::kind)
        .isEqualTo(FailureKind.NOT_FOUND);
  }

  @Test
  void theTokenOfALoginIsUsed() throws IOException {
    environment.remove("HF_TOKEN");
    Path home = Files.createDirectories(directory.resolve("home"));
    Files.writeString(home.resolve("token"), "hf_saved\n");
    client().resolve(HubModel.parse("hf:org/tiny"));
    assertThat(hub.requests()).singleElement().asString().contains("token=Bearer hf_saved");
    assertThat(HubSettings.of(environment).toString()).doesNotContain("hf_saved");
  }

  @Test
  void aFileInTheCacheIsUsedUnlessItIsDamaged() throws IOException {
    Path repository = directory.resolve("home/hub/models--org--tiny");
    Path snapshot = Files.createDirectories(repository.resolve("snapshots/" + LocalHub.COMMIT));
    Path blob =
        Files.createDirectories(repository.resolve("blobs")).resolve(Digests.sha256(weights));
    Files.write(blob, weights);
    Files.createSymbolicLink(snapshot.resolve(WEIGHTS), blob);
    assertThat(fetch(WEIGHTS)).isEqualTo(blob.toRealPath());
    assertThat(hub.requests()).as("the revision only").hasSize(1);
    Files.write(blob, new byte[10]);
    assertThat(Files.readAllBytes(fetch(WEIGHTS))).isEqualTo(weights);
    assertThat(Files.size(blob)).as("the cache is never written").isEqualTo(10);
  }

  @Test
  void offlineOnlyTheCacheIsAsked() throws IOException {
    environment.put("HF_HUB_OFFLINE", "1");
    assertThat(failure(() -> client().resolve(HubModel.parse("hf:org/tiny"))))
        .hasMessageContaining("hf:org/tiny@main: is not in ")
        .extracting(BertlineException::kind)
        .isEqualTo(FailureKind.NOT_FOUND);
    Path repository = directory.resolve("home/hub/models--org--tiny");
    Path snapshot = Files.createDirectories(repository.resolve("snapshots/" + LocalHub.COMMIT));
    Files.write(snapshot.resolve("config.json"), new byte[2]);
    Files.createDirectories(repository.resolve("refs"));
    Files.writeString(repository.resolve("refs/main"), LocalHub.COMMIT);
    assertThat(client().resolve(HubModel.parse("hf:org/tiny")).files())
        .containsExactly("config.json");
    assertThat(hub.requests()).isEmpty();
  }

  private Path fetch(String name) {
    HubClient client = client();
    return client.fetch(
        client.resolve(HubModel.parse("hf:org/tiny")),
        name,
        directory.resolve("target"),
        (task, unit, total) -> Progress.NONE);
  }

  private HubClient client() {
    return new HubClient(HubSettings.of(environment), pauses::add, STALL_LIMIT);
  }

  private static BertlineException failure(ThrowingCallable call) {
    BertlineException failure = catchThrowableOfType(BertlineException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }
}
