package io.bertline.prep.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Models on a Hugging Face hub, <a
 * href="https://huggingface.co/docs/hub/api">huggingface.co/docs/hub/api</a>: {@code
 * /api/models/REPOSITORY/revision/REVISION} tells commit and files, {@code
 * /REPOSITORY/resolve/COMMIT/FILE} delivers one. All methods throw {@link BertlineException}:
 * {@code NOT_FOUND}, {@code PERMISSION_DENIED}, or {@code TEMPORARY} after several tries.
 */
public final class HubClient {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_ANSWER_BYTES = 16 << 20;

  private final HubSettings settings;
  private final HubConnection connection;
  private final HubCache cache;
  private final Retries retries;
  private final Duration stallLimit;

  public HubClient(HubSettings settings, Pauses pauses) {
    this(settings, pauses, ANSWER_LIMIT);
  }

  /**
   * @param stallLimit how long a server may send nothing
   */
  HubClient(HubSettings settings, Pauses pauses, Duration stallLimit) {
    this.settings = settings;
    this.connection = new HubConnection(settings, stallLimit);
    this.cache = new HubCache(settings.cache());
    this.retries = new Retries(pauses);
    this.stallLimit = stallLimit;
  }

  /** Finds the commit a model's revision stands for now, and its files. */
  public HubSnapshot resolve(HubModel model) {
    if (settings.offline()) {
      return cache
          .find(model)
          .orElseThrow(() -> notCached(model + ": is not in " + settings.cache()));
    }
    String path =
        "/api/models/%s/revision/%s"
            .formatted(escaped(model.repository()), escape(model.revision()));
    return retries.run(
        model.toString(),
        () -> 0,
        () -> {
          try (HubConnection.Answer answer = connection.get(path, model.toString(), 0)) {
            byte[] body = answer.body().readNBytes(MAX_ANSWER_BYTES);
            return snapshot(model, JSON.readTree(body));
          }
        });
  }

  private HubSnapshot snapshot(HubModel model, JsonNode answer) {
    String commit = answer.path("sha").asText().toLowerCase(Locale.ROOT);
    if (!commit.matches("[0-9a-f]{40}")) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "%s: %s does not say its commit; check HF_ENDPOINT"
              .formatted(model, settings.endpoint()));
    }
    List<String> files = new ArrayList<>();
    answer.path("siblings").forEach(file -> files.add(file.path("rfilename").asText()));
    return new HubSnapshot(model.repository(), commit, files);
  }

  /**
   * Returns a local file with the content of a model's file: from the cache of huggingface_hub if
   * it is there, else downloaded, its checksum compared.
   *
   * @param target file that is written if it must be downloaded
   */
  public Path fetch(HubSnapshot snapshot, String name, Path target, ProgressSource progress) {
    Optional<Path> cached = cache.find(snapshot, name);
    if (cached.isPresent()) {
      return cached.get();
    }
    String what = snapshot.uri() + "/" + name;
    if (settings.offline()) {
      throw notCached(what + ": is not in " + settings.cache());
    }
    String path =
        "/%s/resolve/%s/%s"
            .formatted(escaped(snapshot.repository()), snapshot.commit(), escaped(name));
    new Download(connection, path, what, target, stallLimit, progress).run(retries);
    return target;
  }

  private static BertlineException notCached(String problem) {
    return new BertlineException(
        FailureKind.NOT_FOUND, problem + "; download it, or unset HF_HUB_OFFLINE");
  }

  private static String escaped(String path) {
    return Arrays.stream(path.split("/")).map(HubClient::escape).collect(Collectors.joining("/"));
  }

  private static String escape(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
