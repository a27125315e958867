package io.bertline.cli.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.RunRecord;
import io.bertline.artifact.Runs;
import io.bertline.artifact.StepIdentity;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A root with runs of train and eval in it. */
final class RecordedRuns {
  private final ArtifactStore artifacts;

  RecordedRuns(Path root) {
    artifacts = new ArtifactStore(new LocalBlobStore(root), Clock.systemUTC());
  }

  void evaluation(String time, String project, double rate, double f1) {
    Artifact classifier =
        commit(
            new StepIdentity(
                "train",
                ArtifactType.CLASSIFIER,
                1,
                Map.of("learning-rate", rate, "epochs", 3L),
                Map.of(),
                Map.of()),
            "model.safetensors",
            "" + rate);
    String metrics =
        """
        {"headline":{"f1":{"value":%s,"low":%s,"high":%s},"auc":{"value":0.9,"low":0.8,"high":1}}}
        """
            .formatted(f1, f1 - 0.02, f1 + 0.02);
    Artifact evaluation =
        commit(
            new StepIdentity(
                "eval",
                ArtifactType.EVALUATION,
                1,
                Map.of("split", "test"),
                Map.of(),
                Map.of("classifier", classifier.reference())),
            "metrics.json",
            metrics);
    record(time + "-eval-r", project, evaluation.manifest().key());
  }

  void training(String time, Map<String, Double> metrics) {
    training(time, Map.of("classifier-of", time), metrics);
  }

  void training(
      String time, Map<String, @Nullable Object> parameters, Map<String, Double> metrics) {
    Artifact classifier =
        commit(
            new StepIdentity("train", ArtifactType.CLASSIFIER, 1, parameters, Map.of(), Map.of()),
            "model.safetensors",
            time);
    record(time + "-train-r", "p", "train", classifier.manifest().key(), metrics);
  }

  void record(String run, String project, @Nullable String key) {
    record(run, project, "eval", key, Map.of());
  }

  private void record(
      String run, String project, String step, @Nullable String key, Map<String, Double> metrics) {
    new Runs(artifacts.blobs())
        .add(
            new RunRecord(
                run, project, step, key, "uri", false, 0, null, "", "", List.of(), metrics));
  }

  private Artifact commit(StepIdentity identity, String file, String content) {
    try (Attempt attempt = artifacts.begin(identity)) {
      attempt.put(file, BlobContent.of(content.getBytes(UTF_8)));
      return attempt.commit("1", false);
    }
  }
}
