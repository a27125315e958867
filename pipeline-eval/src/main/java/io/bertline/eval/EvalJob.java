package io.bertline.eval;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.ContentKey;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.champion.Comparing;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.decision.DecisionFile;
import io.bertline.eval.gate.GateVerdict;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.Figures;
import io.bertline.eval.report.ReadableRows;
import io.bertline.eval.scores.LoadedSplit;
import io.bertline.eval.scores.ScoreIndex;
import io.bertline.eval.scores.ScoredSplit;
import io.bertline.eval.scores.Scorer;
import io.bertline.eval.scores.Scores;
import io.bertline.eval.scores.SplitScorer;
import io.bertline.eval.slices.RowGroups;
import io.bertline.eval.slices.Slice;
import io.bertline.eval.slices.Slicing;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.metrics.Bootstrap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of a classifier: rows, scores, decision, measurement, comparison, gate, report.
 */
final class EvalJob {
  private final EvalArguments arguments;
  private final StepContext context;
  private final Bootstrap bootstrap = Bootstrap.standard();
  private final ScoreIndex index;
  private Map<ContentKey, String> keptScores = Map.of();

  EvalJob(EvalArguments arguments, StepContext context) {
    this.arguments = arguments;
    this.context = context;
    this.index = new ScoreIndex(context.artifacts());
  }

  /**
   * Evaluates.
   *
   * @throws BertlineException {@code GATE_NOT_PASSED} if it should fail then; the evaluation exists
   */
  StepOutcome run() {
    StepOutcome outcome = context.execute(arguments.identity(), this::evaluate);
    Artifact evaluation = outcome.artifact();
    if (evaluation != null) {
      keptScores.forEach((key, file) -> index.put(key, evaluation, file));
      if (arguments.failOnGate()) {
        requireBlessing(evaluation);
      }
    }
    return outcome;
  }

  private Map<String, Object> evaluate(Attempt attempt) {
    EvaluationFiles files = new EvaluationFiles(attempt);
    Scorer scorer =
        new Scorer(
            context,
            new SplitScorer(context, arguments.model(), arguments.batchSize()),
            index,
            exists(attempt.key()));
    try (EvaluatedRows rows = EvaluatedRows.open(arguments)) {
      LoadedSplit split = rows.load(arguments.split());
      ScoredSplit scored = rows.score(split, arguments.split(), scorer, files);
      Scores scores = scored.scores();
      Decision proposed = new DecisionMaker(arguments, rows, scorer, files).decide();
      EvaluationMetrics metrics = EvaluationMetrics.of(scores, proposed, bootstrap);
      List<Slice> slices =
          new Slicing(scores, proposed, bootstrap)
              .of(new RowGroups(split, proposed.labels(), rows.maxLength()));
      ChampionComparison champion =
          new ChampionScoring(arguments, rows, scorer, files)
              .compare(scores, split, proposed, bootstrap);
      Decision decision = judge(proposed, scores, slices, champion);
      ReadableRows readable = rows.readable(scores, decision);

      files.write(decision);
      files.write(metrics);
      files.write(slices);
      files.write(champion);
      files.write(readable);
      files.writeReport(
          new EvaluationReport(arguments, context, attempt)
              .page(metrics, decision, split, scored.scoring(), slices, champion, readable));
      keptScores = files.keptScores();
      return EvaluationSummary.of(
          metrics, decision, scored.scoring(), split.seenInTraining(), champion);
    }
  }

  /** What exists and is made all the same was forced, and then nothing old is to be trusted. */
  private boolean exists(ContentKey key) {
    try {
      return context.artifacts().find(ArtifactType.EVALUATION, key.value()).isPresent();
    } catch (BertlineException e) {
      return true;
    }
  }

  private Decision judge(
      Decision proposed, Scores scores, List<Slice> slices, @Nullable ChampionComparison champion) {
    if (arguments.gateText().isEmpty()) {
      return proposed;
    }
    GateVerdict verdict =
        arguments
            .gate()
            .judge(
                Figures.of(scores, proposed),
                Slicing.figures(slices),
                champion == null ? null : Comparing.pair(champion));
    return proposed.judged(verdict);
  }

  private void requireBlessing(Artifact evaluation) {
    Decision decision = DecisionFile.read(evaluation);
    if (!decision.blessed() && decision.gate() != null) {
      throw new BertlineException(
          FailureKind.GATE_NOT_PASSED,
          "gate not passed: %s; see %s/%s"
              .formatted(decision.gate().failures(), evaluation.uri(), EvaluationFiles.REPORT));
    }
  }
}
