package io.bertline.eval.scores;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.ContentKey;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Tells which evaluation keeps the scores of a key, so that a new threshold, gate or champion loads
 * no model. Layout: {@code scores/<key>.json}. An entry may be lost or outdated at any time; then
 * scores are computed again.
 */
public final class ScoreIndex {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ArtifactStore artifacts;

  public ScoreIndex(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * Where scores are.
   *
   * @param evaluation the evaluation that keeps them
   * @param file name of the file in it
   */
  public record Kept(Artifact evaluation, String file) {}

  private record Entry(String evaluation, String file) {}

  /** Returns where the scores of a key are, if they are anywhere. */
  public Optional<Kept> find(ContentKey key) {
    return artifacts
        .blobs()
        .find(name(key))
        .flatMap(
            blob -> {
              Entry entry = read(artifacts.blobs().open(blob, 0, blob.size()), blob.name());
              return artifacts
                  .find(ArtifactType.EVALUATION, entry.evaluation())
                  .filter(evaluation -> evaluation.findFile(entry.file()).isPresent())
                  .map(evaluation -> new Kept(evaluation, entry.file()));
            });
  }

  /** Notes that a committed evaluation keeps the scores of a key. */
  public void put(ContentKey key, Artifact evaluation, String file) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(new Entry(evaluation.manifest().key(), file));
      artifacts.blobs().put(name(key), BlobContent.of(bytes));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Entry read(InputStream blob, String name) {
    try (InputStream in = blob) {
      Entry entry = JSON.readValue(in, Entry.class);
      if (entry != null && entry.evaluation() != null && entry.file() != null) {
        return entry;
      }
      throw corrupt(name, null);
    } catch (IOException e) {
      throw corrupt(name, e);
    }
  }

  private BertlineException corrupt(
      String name, @org.jspecify.annotations.Nullable IOException cause) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        artifacts.blobs().uri(name) + ": does not say where scores are; delete it",
        cause);
  }

  private static String name(ContentKey key) {
    return "scores/" + key.value() + ".json";
  }
}
