package io.bertline.publish;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.Release;
import io.bertline.artifact.Releases;
import io.bertline.bert.ModelOptions;
import io.bertline.cli.StepContext;
import io.bertline.dataset.Split;
import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.decision.DecisionFile;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Publishes the classifier of an evaluation. */
final class PublishJob {
  private final ReleaseLog log;
  private final @Nullable String reference;
  private final ModelOptions model;
  private final StepContext context;

  /**
   * @param reference the evaluation; null for the project's current one
   */
  PublishJob(ReleaseLog log, @Nullable String reference, ModelOptions model, StepContext context) {
    this.log = log;
    this.reference = reference;
    this.model = model;
    this.context = context;
  }

  void run() {
    Artifact evaluation = context.require(ArtifactType.EVALUATION, reference);
    Decision decision = DecisionFile.read(evaluation);
    EvaluationRecord record = EvaluationRecord.read(evaluation);
    requireTestSplit(evaluation, record);
    Artifact classifier = classifier(evaluation);
    String cardName = Releases.folder(log.name()) + "cards/" + context.run() + "/README.md";
    Release release = release(evaluation, classifier, decision, record, cardName);
    Release current = log.current();
    if (current != null && current.sameContent(release)) {
      context.say(current.label() + " is this classifier with this decision already");
      log.report(current, true);
      return;
    }
    requireBlessing(evaluation, decision);
    requireSameChampion(evaluation, decision, record);
    new CanaryCheck(context, model).check(classifier);
    if (context.dryRun()) {
      context.say("would publish " + release.label());
      return;
    }
    // What goes out must not depend on a root that somebody else keeps, or clears.
    context.artifacts().adopt(classifier);
    context.artifacts().adopt(evaluation);
    String card = new ReleaseCard(release, decision, record).markdown();
    publish(release, card);
  }

  /** The card comes first: a release whose card is missing must never be seen. */
  private void publish(Release release, String card) {
    context
        .artifacts()
        .blobs()
        .put(release.card(), BlobContent.of(card.getBytes(StandardCharsets.UTF_8)));
    try {
      log.add(release);
    } catch (BertlineException e) {
      if (e.kind() == FailureKind.GATE_NOT_PASSED) {
        context.artifacts().blobs().delete(release.card());
      }
      throw e;
    }
  }

  private Artifact classifier(Artifact evaluation) {
    InputReference input =
        Objects.requireNonNull(
            evaluation.manifest().inputs().get(ArtifactType.CLASSIFIER.singular()), "classifier");
    Predicate<Artifact> measured = found -> found.manifest().digest().equals(input.digest());
    Artifact classifier =
        Optional.ofNullable(input.key())
            .flatMap(key -> context.artifacts().find(ArtifactType.CLASSIFIER, key))
            .filter(measured)
            .orElseGet(() -> context.require(ArtifactType.CLASSIFIER, input.uri()));
    if (!measured.test(classifier)) {
      throw new BertlineException(
          FailureKind.USAGE,
          "%s was made again since %s measured it; run eval again"
              .formatted(classifier.uri(), evaluation.uri()));
    }
    return classifier;
  }

  private Release release(
      Artifact evaluation,
      Artifact classifier,
      Decision decision,
      EvaluationRecord record,
      String card) {
    return new Release(
        Release.FORMAT_VERSION,
        log.name(),
        log.next(),
        classifier.manifest(),
        evaluation.manifest(),
        decision.threshold(),
        decision.temperature(),
        record.values(),
        card,
        null,
        context.clock().instant().toString(),
        context.run());
  }

  /** On rows that it learnt from, or that chose epoch and threshold, everything looks good. */
  private static void requireTestSplit(Artifact evaluation, EvaluationRecord record) {
    if (!record.split().equals(Split.TEST.lowerCase())) {
      throw new BertlineException(
          FailureKind.USAGE,
          "%s measured the %s split, but a release is judged by the test split; run eval with --split test and publish that"
              .formatted(evaluation.uri(), record.split()));
    }
  }

  private static void requireBlessing(Artifact evaluation, Decision decision) {
    if (!decision.blessed()) {
      throw new BertlineException(
          FailureKind.GATE_NOT_PASSED,
          "%s did not pass its gate: %s"
              .formatted(
                  evaluation.uri(), decision.gate() == null ? "" : decision.gate().failures()));
    }
  }

  /**
   * What was better than the champion of yesterday may be worse than that of today, and whoever had
   * none to beat may have one now.
   */
  private void requireSameChampion(
      Artifact evaluation, Decision decision, EvaluationRecord record) {
    ChampionComparison comparison = record.champion();
    Release current = log.current();
    if (current == null || !asksForChampion(evaluation, decision)) {
      return;
    }
    boolean same =
        comparison != null
            && comparison.classifierDigest().equals(current.classifier().digest())
            && Objects.equals(comparison.threshold(), current.threshold())
            && comparison.temperature() == current.temperature();
    if (!same) {
      throw new BertlineException(
          FailureKind.GATE_NOT_PASSED,
          "%s was compared with %s, but %s is the current release; run eval again with --champion %s"
              .formatted(
                  evaluation.uri(),
                  comparison == null ? "no champion" : comparison.release(),
                  current.label(),
                  log.name()));
    }
  }

  /** Whether its gate asks for a champion, or eval was told to compare with this release. */
  private boolean asksForChampion(Artifact evaluation, Decision decision) {
    String champion = String.valueOf(evaluation.manifest().parameters().get("champion"));
    return champion.equals(log.name())
        || champion.startsWith(log.name() + "@")
        || (decision.gate() != null && decision.gate().asksForChampion());
  }
}
