package io.bertline.cli.upkeep;

import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Manifest;
import io.bertline.storage.BlobInfo;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Attempts that were killed before they could clean up, or that another attempt has replaced, and
 * that nobody writes or reads any more.
 */
final class Leftovers {
  /** Begins the name of an attempt. */
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  private static final int TIME_LENGTH = "20261125T021300Z".length();

  private final ArtifactStore artifacts;
  private final Instant limit;

  /**
   * @param limit what was written or replaced later stays: it may still be written or read
   */
  Leftovers(ArtifactStore artifacts, Instant limit) {
    this.artifacts = artifacts;
    this.limit = limit;
  }

  /**
   * Hands every leftover to an action, one after the other. Each is judged right before it is
   * handed over, because other attempts go on and commit meanwhile.
   *
   * @throws io.bertline.failure.BertlineException {@code CORRUPT_ARTIFACT} if a manifest, a release
   *     or a reference cannot be read: what it names must not be deleted
   */
  void forEach(Consumer<StoredAttempt> action) {
    StoredArtifacts stored = new StoredArtifacts(artifacts);
    for (ArtifactType type : ArtifactType.values()) {
      for (StoredAttempt attempt : stored.attempts(type)) {
        if (isLeftover(attempt)) {
          action.accept(attempt);
        }
      }
    }
  }

  private boolean isLeftover(StoredAttempt attempt) {
    return begun(attempt.name()).filter(limit::isAfter).isPresent()
        && isReplacedOrLost(attempt)
        && isAbandoned(attempt)
        && !NamedAttempts.below(artifacts).contains(attempt);
  }

  private boolean isReplacedOrLost(StoredAttempt attempt) {
    String manifest = attempt.type().folder() + "/" + attempt.key() + "/" + Manifest.FILE;
    return artifacts
        .find(attempt.type(), attempt.key())
        // Whoever opened it before it was replaced may still read it.
        .map(current -> !current.manifest().attempt().equals(attempt.name()) && isOld(manifest))
        .orElse(true);
  }

  /** An attempt may take days: only when its last file was written tells whether it goes on. */
  private boolean isAbandoned(StoredAttempt attempt) {
    return artifacts.blobs().list(attempt.folder() + "/").stream()
        .map(BlobInfo::name)
        .allMatch(this::isOld);
  }

  private boolean isOld(String blob) {
    return artifacts.blobs().writtenAt(blob).filter(written -> !written.isBefore(limit)).isEmpty();
  }

  /** Returns when an attempt was begun; empty if this is not the name of one. */
  private static Optional<Instant> begun(String attempt) {
    if (attempt.length() <= TIME_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.parse(attempt.substring(0, TIME_LENGTH), TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
