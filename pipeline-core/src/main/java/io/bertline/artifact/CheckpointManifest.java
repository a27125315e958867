package io.bertline.artifact;

import io.bertline.storage.BlobName;
import java.util.List;
import java.util.Objects;

/**
 * Content of the {@code _MANIFEST.json} of a checkpoint, whose existence is what makes the
 * checkpoint exist.
 *
 * @param formatVersion version of this layout, 1
 * @param key content key of the artifact that is being made
 * @param step steps taken
 * @param attempt who wrote it
 * @param createdAt ISO-8601 instant of the commit
 * @param files all files, sorted by path
 */
public record CheckpointManifest(
    int formatVersion,
    String key,
    long step,
    String attempt,
    String createdAt,
    List<ArtifactFile> files) {
  public static final int FORMAT_VERSION = 1;

  public CheckpointManifest {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(createdAt, "createdAt");
    if (step < 0 || !BlobName.isValid(attempt) || attempt.contains("/")) {
      throw new IllegalArgumentException("not a checkpoint: step or attempt");
    }
    files = List.copyOf(files);
  }
}
