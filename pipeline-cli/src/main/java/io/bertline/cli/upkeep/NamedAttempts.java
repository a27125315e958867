package io.bertline.cli.upkeep;

import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactUri;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.Manifest;
import io.bertline.artifact.References;
import io.bertline.artifact.Release;
import io.bertline.artifact.Releases;
import java.util.HashSet;
import java.util.Set;

/**
 * The attempts that releases and projects name. They stay, even if their key was made again: a
 * release may be gone back to, whatever its number.
 */
final class NamedAttempts {
  private final Set<String> folders = new HashSet<>();

  private NamedAttempts() {}

  /**
   * Reads all releases and references below a root.
   *
   * @throws io.bertline.failure.BertlineException {@code CORRUPT_ARTIFACT} if one cannot be read
   */
  static NamedAttempts below(ArtifactStore artifacts) {
    NamedAttempts named = new NamedAttempts();
    for (Release release : new Releases(artifacts.blobs()).all()) {
      named.add(artifacts, release.classifier());
      named.add(artifacts, release.evaluation());
    }
    new References(artifacts.blobs()).all().forEach(named::add);
    return named;
  }

  private void add(ArtifactStore artifacts, Manifest manifest) {
    folders.add(artifacts.of(manifest).folder());
    manifest.inputs().values().forEach(this::add);
  }

  /** Whatever its root: this one may have moved since. */
  private void add(InputReference reference) {
    ArtifactUri.parse(reference.uri())
        .filter(parts -> parts.attempt() != null)
        .map(parts -> parts.type().folder() + "/" + parts.key() + "/" + parts.attempt())
        .ifPresent(folders::add);
  }

  boolean contains(StoredAttempt attempt) {
    return folders.contains(attempt.folder());
  }
}
