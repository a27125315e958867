package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.References;
import io.bertline.cli.storage.EmulatedRoot;
import io.bertline.dataset.Split;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts a training whose checkpoints go to Cloud Storage. */
final class CloudStorageResumeIT {
  private static final Map<String, String> RECIPE =
      Map.of("--threads", "1", "--precision", "fp32", "--batch-size", "8", "--epochs", "20");

  @TempDir private Path root;
  @TempDir private Path tokenizer;
  @TempDir private Path directory;

  @Test
  void aTrainingGoesOnFromWhatWasUploadedAndLearnsTheSame() throws Exception {
    try (TinyProject project = new TinyProject(root, tokenizer);
        EmulatedRoot emulator = new EmulatedRoot(directory);
        BlobStore store = emulator.open("resume")) {
      project.model();
      project.dataset(List.of("bad", "good"), Map.of(Split.TRAIN, 240, Split.VALIDATION, 60));
      upload(project, store);

      try (TrainProcess training = start(emulator)) {
        training.waitUntil(() -> checkpoints(store) > 0);
        training.terminate();
        assertThat(training.await()).describedAs(training.text()).isEqualTo(143);
        assertThat(training.text()).contains("its checkpoint is stored");
      }
      assertThat(checkpoints(store)).isBetween(1L, 2L);
      try (TrainProcess last = start(emulator)) {
        assertThat(last.await()).describedAs(last.text()).isZero();
        assertThat(last.text()).contains("from gs://bertline-test/resume/checkpoints/");
      }

      CommandRun uninterrupted = CommandRun.train(root, RECIPE);
      assertThat(uninterrupted.exitCode()).describedAs(uninterrupted.err()).isZero();
      assertThat(classifier(store).manifest().digest())
          .isEqualTo(project.classifier().manifest().digest());
      assertThat(checkpoints(store)).isZero();
    }
  }

  private static TrainProcess start(EmulatedRoot emulator) throws Exception {
    return TrainProcess.start(
        emulator.variables(),
        List.of(
            "--root=gs://bertline-test/resume",
            "--project=default",
            "--checkpoint-minutes=0.0001",
            "--threads=1",
            "--precision=fp32",
            "--batch-size=8",
            "--epochs=20"));
  }

  private static void upload(TinyProject project, BlobStore store) {
    for (BlobInfo blob : project.store().list("")) {
      Path file = project.store().path(blob.name());
      store.put(blob.name(), out -> Files.copy(file, out));
    }
    // A reference says where its artifact is.
    for (ArtifactType type : List.of(ArtifactType.MODEL, ArtifactType.DATASET)) {
      String key =
          Objects.requireNonNull(
              new References(project.store()).find("default", type).orElseThrow().key());
      new References(store)
          .set(
              "default", new ArtifactStore(store, Clock.systemUTC()).find(type, key).orElseThrow());
    }
  }

  private static long checkpoints(BlobStore store) {
    return store.list("checkpoints/").stream()
        .filter(blob -> blob.name().endsWith("/_MANIFEST.json"))
        .count();
  }

  private static Artifact classifier(BlobStore store) {
    String uri = new References(store).find("default", ArtifactType.CLASSIFIER).orElseThrow().uri();
    return new ArtifactStore(store, Clock.systemUTC()).require(ArtifactType.CLASSIFIER, uri);
  }
}
