package io.bertline.cli;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.ArtifactUri;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.Manifest;
import io.bertline.artifact.References;
import io.bertline.artifact.Release;
import io.bertline.artifact.Releases;
import io.bertline.cli.storage.BlobStores;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the artifact that a person means. */
final class ArtifactReferences {
  private static final String PROJECT = "project:";
  private static final String RELEASE = "release:";
  private static final Pattern PROJECT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final ArtifactStore artifacts;
  private final References references;
  private final Releases releases;
  private final String project;
  private final Function<String, ArtifactStore> otherRoots;

  /**
   * @param artifacts the root
   * @param project the project whose references are used when nothing else is said
   * @param otherRoots opens the artifacts below another root
   */
  ArtifactReferences(
      ArtifactStore artifacts, String project, Function<String, ArtifactStore> otherRoots) {
    this.artifacts = artifacts;
    this.references = new References(artifacts.blobs());
    this.releases = new Releases(artifacts.blobs());
    this.project = checkedProject(project);
    this.otherRoots = otherRoots;
  }

  /** Returns the name if a project may have it. */
  static String checkedProject(String name) {
    if (!PROJECT_NAME.matcher(name).matches()) {
      throw new BertlineException(
          FailureKind.USAGE,
          "--project: '" + name + "' is no name; use letters, digits, '.', '_' and '-'");
    }
    return name;
  }

  /**
   * Resolves a reference.
   *
   * @param reference a uri, {@code project:NAME}, {@code release:NAME} or {@code
   *     release:NAME@NUMBER}; null for the project's current artifact
   */
  Artifact require(ArtifactType type, @Nullable String reference) {
    if (reference == null) {
      return ofProject(type, project);
    }
    if (reference.startsWith(PROJECT)) {
      return ofProject(type, checkedProject(reference.substring(PROJECT.length())));
    }
    Optional<Release> release = release(reference);
    if (release.isPresent()) {
      return ofRelease(type, release.get());
    }
    return byUri(type, reference);
  }

  /** Returns whether the project has an artifact of this type. */
  boolean exists(ArtifactType type) {
    return references.find(project, type).isPresent();
  }

  /** Returns the release a reference means, if it is one to a release. */
  Optional<Release> release(@Nullable String reference) {
    if (reference == null || !reference.startsWith(RELEASE)) {
      return Optional.empty();
    }
    String[] parts = reference.substring(RELEASE.length()).split("@", 2);
    String name = Releases.checkedName(parts[0]);
    Optional<Release> release =
        parts.length == 1
            ? releases.current(name)
            : releases.find(name, releaseNumber(reference, parts[1]));
    if (release.isEmpty()) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          reference
              + ": no such release below "
              + artifacts.blobs().root()
              + "; make one with 'publish --release "
              + name
              + "'");
    }
    return release;
  }

  private static int releaseNumber(String reference, String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw new BertlineException(
          FailureKind.USAGE, reference + ": '" + text + "' is no number of a release");
    }
    return Integer.parseInt(text);
  }

  private Artifact ofRelease(ArtifactType type, Release release) {
    return switch (type) {
      case CLASSIFIER -> released(release, release.classifier());
      case EVALUATION -> released(release, release.evaluation());
      case MODEL, DATASET -> ancestor(type, release);
    };
  }

  /** As it went out, whatever has become of its key. */
  private Artifact released(Release release, Manifest manifest) {
    Artifact artifact = artifacts.of(manifest);
    if (artifacts.blobs().list(artifact.folder() + "/").isEmpty()) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          "release:%s: its %s %s is gone; publish another one"
              .formatted(release.label(), manifest.type(), artifact.uri()));
    }
    return artifact;
  }

  /** What the classifier of a release was made from. */
  private Artifact ancestor(ArtifactType type, Release release) {
    InputReference input = release.classifier().inputs().get(type.singular());
    if (input == null) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          "release:%s: its classifier %s does not say what %s it was made from"
              .formatted(
                  release.label(), artifacts.of(release.classifier()).uri(), type.singular()));
    }
    String what = "release:%s: its %s %s".formatted(release.label(), type.singular(), input.uri());
    Artifact artifact =
        byReference(type, input)
            .orElseThrow(
                () ->
                    new BertlineException(
                        FailureKind.NOT_FOUND,
                        what + " is gone; give --" + type.singular() + " REF"));
    if (!artifact.manifest().digest().equals(input.digest())) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          what + " was made again and is another one now; give --" + type.singular() + " REF");
    }
    return artifact;
  }

  /**
   * Finds what somebody referred to: by its key in this root, because a root may move and the uri
   * with it; else where it was. Of two that have the key, the one with the same content.
   */
  private Optional<Artifact> byReference(ArtifactType type, InputReference reference) {
    Optional<Artifact> here =
        Optional.ofNullable(reference.key()).flatMap(key -> artifacts.find(type, key));
    return here.filter(artifact -> artifact.manifest().digest().equals(reference.digest()))
        .or(() -> elsewhere(type, reference))
        .or(() -> here);
  }

  private Optional<Artifact> elsewhere(ArtifactType type, InputReference reference) {
    return ArtifactUri.parse(reference.uri())
        .filter(parts -> parts.type() == type && !parts.root().equals(artifacts.blobs().root()))
        .flatMap(parts -> otherRoots.apply(parts.root()).find(type, parts.key()));
  }

  private Artifact ofProject(ArtifactType type, String name) {
    String what = "project '" + name + "' below " + artifacts.blobs().root();
    InputReference current =
        references
            .find(name, type)
            .orElseThrow(
                () ->
                    new BertlineException(
                        FailureKind.NOT_FOUND,
                        what
                            + " has no "
                            + type.singular()
                            + "; make one with '"
                            + type.step()
                            + "' or give --"
                            + type.singular()
                            + " REF"));
    return byReference(type, current)
        .orElseThrow(
            () ->
                new BertlineException(
                    FailureKind.NOT_FOUND,
                    what
                        + ": its "
                        + type.singular()
                        + " "
                        + current.uri()
                        + " is gone; make it again"));
  }

  private Artifact byUri(ArtifactType type, String reference) {
    String uri =
        BlobStores.isLocal(reference) ? BlobStores.localPath(reference).toString() : reference;
    ArtifactUri parts =
        ArtifactUri.parse(uri)
            .orElseThrow(
                () ->
                    new BertlineException(
                        FailureKind.USAGE,
                        "'"
                            + reference
                            + "' is no reference to a "
                            + type.singular()
                            + "; give project:NAME, release:NAME or a uri ROOT/"
                            + type.folder()
                            + "/<key>/<attempt>"));
    boolean here = parts.root().equals(artifacts.blobs().root());
    return (here ? artifacts : otherRoots.apply(parts.root())).require(type, uri);
  }
}
