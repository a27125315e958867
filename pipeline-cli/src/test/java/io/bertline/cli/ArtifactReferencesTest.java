package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.References;
import io.bertline.artifact.Release;
import io.bertline.artifact.Releases;
import io.bertline.artifact.StepIdentity;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactReferencesTest {
  @TempDir Path directory;

  private Artifact model;

  @BeforeEach
  void makeModel() {
    model = make(directory.resolve("root"));
  }

  @Test
  void nothingMeansTheCurrentOneOfTheProject() {
    assertThat(below("root", "quora").require(ArtifactType.MODEL, null).uri())
        .isEqualTo(model.uri());
    assertThat(below("root", "other").require(ArtifactType.MODEL, "project:quora").uri())
        .isEqualTo(model.uri());
  }

  @Test
  void aUriMayLeadToAnotherRoot() {
    assertThat(below("elsewhere", "p").require(ArtifactType.MODEL, model.uri()).uri())
        .isEqualTo(model.uri());
    assertThat(below("root", "p").require(ArtifactType.MODEL, "file://" + model.uri() + "/").uri())
        .isEqualTo(model.uri());
  }

  @Test
  void aPathMayBeRelative() {
    Path relative = Path.of("").toAbsolutePath().relativize(Path.of(model.uri()));
    assertThat(below("root", "p").require(ArtifactType.MODEL, relative.toString()).uri())
        .isEqualTo(model.uri());
  }

  @Test
  void referencesOutliveAMoveOfTheRoot() throws IOException {
    Files.move(directory.resolve("root"), directory.resolve("moved"));
    Artifact found = below("moved", "quora").require(ArtifactType.MODEL, null);
    assertThat(found.uri()).startsWith(directory.resolve("moved").toString());
    assertThat(new String(found.read("a"), UTF_8)).isEqualTo("x");
  }

  @Test
  void aReleaseMeansTheClassifierThatWentOutAndWhatItWasMadeFrom() {
    Artifact classifier = classifier();
    Artifact gone = make(directory.resolve("gone"), identity(Map.of("a", "gone")));
    release(1, classifier);
    release(2, gone);
    ArtifactReferences references = below("root", "p");

    assertThat(references.require(ArtifactType.CLASSIFIER, "release:prod@1").uri())
        .isEqualTo(classifier.uri());
    assertThat(references.require(ArtifactType.MODEL, "release:prod@1").uri())
        .isEqualTo(model.uri());
    assertThat(references.release("release:prod").orElseThrow().number()).isEqualTo(2);
    assertThat(references.release("project:quora")).isEmpty();
    assertFails(
        references,
        "release:prod",
        ArtifactType.CLASSIFIER,
        FailureKind.NOT_FOUND,
        "release:prod@2: its classifier " + directory.resolve("root/classifiers"));
    assertFails(
        references,
        "release:prod@1",
        ArtifactType.DATASET,
        FailureKind.NOT_FOUND,
        "does not say what dataset it was made from");
    assertFails(
        references, "release:prod@3", ArtifactType.MODEL, FailureKind.NOT_FOUND, "no such release");
    assertFails(
        references, "release:prod@x", ArtifactType.MODEL, FailureKind.USAGE, "'x' is no number");
    assertFails(
        references,
        "release:../x",
        ArtifactType.MODEL,
        FailureKind.USAGE,
        "is no name of a release");
  }

  @Test
  void aReleaseStaysWhatItWasWhenItsKeyIsMadeAgainAndItsRootMoves() throws IOException {
    Artifact classifier = classifier();
    release(1, classifier);
    ArtifactStore artifacts = store(directory.resolve("root"));
    try (Attempt attempt = artifacts.begin(identity(Map.of()))) {
      attempt.put("a", BlobContent.of("other".getBytes(UTF_8)));
      assertThat(attempt.commit("1", true).manifest().key()).isEqualTo(classifier.manifest().key());
    }
    Files.move(directory.resolve("root"), directory.resolve("moved"));
    Artifact found = below("moved", "p").require(ArtifactType.CLASSIFIER, "release:prod");
    assertThat(found.manifest()).isEqualTo(classifier.manifest());
    assertThat(new String(found.read("a"), UTF_8)).isEqualTo("x");
  }

  @Test
  void whatAReleaseWasMadeFromMayLieInAnotherRoot() {
    Artifact classifier = make(directory.resolve("other"), identity(Map.of()));
    release("other", 1, classifier);
    assertThat(below("other", "p").require(ArtifactType.MODEL, "release:prod").uri())
        .isEqualTo(model.uri());
  }

  @Test
  void theArtifactOfAProjectMayLieInAnotherRoot() {
    new References(new LocalBlobStore(directory.resolve("other"))).set("quora", model);
    assertThat(below("other", "quora").require(ArtifactType.MODEL, null).uri())
        .isEqualTo(model.uri());
  }

  private Artifact classifier() {
    return make(directory.resolve("root"), identity(Map.of()));
  }

  private StepIdentity identity(Map<String, Object> parameters) {
    return new StepIdentity(
        "train",
        ArtifactType.CLASSIFIER,
        1,
        parameters,
        Map.of(),
        Map.of("model", model.reference()));
  }

  private void release(int number, Artifact classifier) {
    release("root", number, classifier);
  }

  private void release(String root, int number, Artifact classifier) {
    new Releases(store(directory.resolve(root)).blobs())
        .create(
            new Release(
                Release.FORMAT_VERSION,
                "prod",
                number,
                classifier.manifest(),
                classifier.manifest(),
                0.5,
                1,
                Map.of(),
                "",
                null,
                "",
                "run"));
  }

  @Test
  void aMissingArtifactNamesTheCommandThatMakesIt() {
    assertFails(
        below("root", "quora"),
        null,
        ArtifactType.DATASET,
        FailureKind.NOT_FOUND,
        "project 'quora' below "
            + directory.resolve("root")
            + " has no dataset; make one with 'prep' or give --dataset REF");
  }

  @Test
  void nonsenseIsRefused() {
    ArtifactReferences references = below("root", "quora");
    assertFails(
        references, model.uri(), ArtifactType.DATASET, FailureKind.USAGE, "is not a dataset");
    assertFails(
        references,
        "nonsense",
        ArtifactType.MODEL,
        FailureKind.USAGE,
        "is no reference to a model");
    assertFails(
        references, "project:../x", ArtifactType.MODEL, FailureKind.USAGE, "'../x' is no name");
    assertFails(
        references,
        model.uri().replace(model.manifest().key(), "0".repeat(64)),
        ArtifactType.MODEL,
        FailureKind.NOT_FOUND,
        "no model was committed");
    assertFails(
        references, "release:best", ArtifactType.MODEL, FailureKind.NOT_FOUND, "no such release");
    assertFails(references, "a\0b", ArtifactType.MODEL, FailureKind.USAGE, "no path");
  }

  private ArtifactReferences below(String root, String project) {
    return new ArtifactReferences(
        store(directory.resolve(root)), project, uri -> store(Path.of(uri)));
  }

  private static ArtifactStore store(Path root) {
    return new ArtifactStore(new LocalBlobStore(root), CommandRun.CLOCK);
  }

  private static Artifact make(Path root) {
    return make(
        root,
        new StepIdentity("import-model", ArtifactType.MODEL, 1, Map.of(), Map.of(), Map.of()));
  }

  private static Artifact make(Path root, StepIdentity identity) {
    ArtifactStore artifacts = store(root);
    try (Attempt attempt = artifacts.begin(identity)) {
      attempt.put("a", BlobContent.of("x".getBytes(UTF_8)));
      Artifact artifact = attempt.commit("1", false);
      new References(artifacts.blobs()).set("quora", artifact);
      return artifact;
    }
  }

  private static void assertFails(
      ArtifactReferences references,
      @Nullable String reference,
      ArtifactType type,
      FailureKind kind,
      String text) {
    assertThatThrownBy(() -> references.require(type, reference))
        .isInstanceOfSatisfying(
            BertlineException.class,
            failure -> {
              assertThat(failure.getMessage()).contains(text).doesNotContain("\n");
              assertThat(failure.kind()).isEqualTo(kind);
            });
  }
}
