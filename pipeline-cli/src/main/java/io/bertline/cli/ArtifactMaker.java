package io.bertline.cli;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.ContentKey;
import io.bertline.artifact.References;
import io.bertline.artifact.StepIdentity;
import io.bertline.storage.BlobContent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes an artifact unless it exists, and tells everybody where it is. */
final class ArtifactMaker {
  private final ArtifactStore artifacts;
  private final References references;
  private final String project;
  private final CommonOptions common;
  private final RunRecorder recorder;
  private final Consumer<String> say;
  private final Consumer<String> print;
  private volatile @Nullable Attempt current;

  /**
   * @param say takes lines for a person
   * @param print takes lines of the result
   */
  ArtifactMaker(
      ArtifactStore artifacts,
      String project,
      CommonOptions common,
      RunRecorder recorder,
      Consumer<String> say,
      Consumer<String> print) {
    this.artifacts = artifacts;
    this.references = new References(artifacts.blobs());
    this.project = project;
    this.common = common;
    this.recorder = recorder;
    this.say = say;
    this.print = print;
  }

  StepOutcome execute(StepIdentity identity, StepBody body) {
    ContentKey key = identity.key();
    recorder.begins(key.value());
    if (common.dryRun) {
      return dryRun(identity, key);
    }
    @Nullable OutputsDirectory outputs =
        common.outputsDir == null ? null : new OutputsDirectory(common.outputsDir);
    if (outputs != null) {
      outputs.clear();
    }
    // With --force nothing is read: the manifest may be what is broken.
    Optional<Artifact> existing =
        common.force ? Optional.empty() : artifacts.find(identity.type(), key.value());
    String what = identity.type().singular() + " " + key.abbreviated();
    say.accept(identity.step() + ": " + what + (existing.isPresent() ? " is up to date" : ""));
    StepOutcome outcome =
        existing
            .map(artifact -> new StepOutcome(artifact, true, StepSummary.of(artifact)))
            .orElseGet(() -> make(identity, body));
    if (outcome.skipped()) {
      body.check(Objects.requireNonNull(outcome.artifact()));
    }
    publish(outcome, outputs);
    return outcome;
  }

  private StepOutcome make(StepIdentity identity, StepBody body) {
    Attempt attempt = artifacts.begin(identity);
    current = attempt;
    try {
      Map<String, Object> summary = body.make(attempt);
      attempt.putSidecar(StepFiles.SUMMARY, BlobContent.of(StepSummary.json(summary)));
      Artifact artifact = attempt.commit(Version.current(), common.force);
      boolean mine = artifact.folder().equals(attempt.folder());
      if (!mine) {
        say.accept("another run made the same artifact first; this one's copy is dropped");
      }
      return new StepOutcome(artifact, !mine, mine ? summary : StepSummary.of(artifact));
    } finally {
      abandon();
    }
  }

  /** Deletes what was written for an artifact that is not committed. */
  void abandon() {
    Attempt attempt = current;
    if (attempt != null) {
      // An interrupted thread can neither read nor delete files.
      boolean interrupted = Thread.interrupted();
      attempt.close();
      current = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void publish(StepOutcome outcome, @Nullable OutputsDirectory outputs) {
    Artifact artifact = Objects.requireNonNull(outcome.artifact());
    recorder.made(artifact.uri(), outcome.skipped(), outcome.summary());
    if (!common.noReference) {
      references.set(project, artifact);
    }
    if (outputs != null) {
      outputs.write(artifact, outcome.skipped(), outcome.summary());
    }
    if (!outcome.summary().isEmpty()) {
      print.accept(StepSummary.line(outcome.summary()));
    }
    print.accept(artifact.type().singular() + "  " + artifact.uri());
    if (artifact.findFile(StepFiles.REPORT).isPresent()) {
      print.accept("report  " + artifact.uri() + "/" + StepFiles.REPORT);
    }
  }

  private StepOutcome dryRun(StepIdentity identity, ContentKey key) {
    String type = identity.type().singular();
    Optional<Artifact> existing = artifacts.find(identity.type(), key.value());
    print.accept("key     " + key.value());
    print.accept(
        "status  "
            + existing
                .map(
                    artifact ->
                        (common.force ? "would be made again: " : "up to date: ") + artifact.uri())
                .orElse("would be made; no " + type + " has this key"));
    references
        .find(project, identity.type())
        .flatMap(
            reference ->
                artifacts.find(identity.type(), reference.key() == null ? "" : reference.key()))
        .ifPresentOrElse(
            old -> {
              List<String> lines = KeyDifference.lines(old.manifest(), identity);
              String name = type + " " + old.manifest().key().substring(0, 12);
              print.accept(
                  lines.isEmpty()
                      ? "same as the current " + name + " of project " + project
                      : "differs from the current " + name + " of project " + project + ":");
              lines.forEach(line -> print.accept("  " + line));
            },
            () -> print.accept("project " + project + " has no " + type + " to compare with"));
    return new StepOutcome(null, existing.isPresent(), Map.of());
  }
}
