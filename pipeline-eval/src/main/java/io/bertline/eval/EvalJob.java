package io.bertline.eval;

import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.ContentKey;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.Mistake;
import io.bertline.eval.report.EvaluationFacts.MistakenRow;
import io.bertline.eval.report.Slice;
import io.bertline.eval.scores.EarlierScores;
import io.bertline.eval.scores.LoadedSplit;
import io.bertline.eval.scores.ScoredSplit;
import io.bertline.eval.scores.Scores;
import io.bertline.eval.scores.SplitScorer;
import io.bertline.eval.scores.SplitSource;
import io.bertline.failure.BertlineException;
import io.bertline.metrics.Bootstrap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The evaluation of a classifier: rows, scores, decision, measurement, report. */
final class EvalJob {
  private static final int MOST_MISTAKES = 200;

  private final EvalArguments arguments;
  private final StepContext context;

  EvalJob(EvalArguments arguments, StepContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  StepOutcome run() {
    return context.execute(arguments.identity(), this::evaluate);
  }

  private Map<String, Object> evaluate(Attempt attempt) {
    SplitSource source =
        new SplitSource(
            arguments.reader(), arguments.split(), TrainingTexts.of(arguments.trainingDataset()));
    LoadedSplit split = source.load();
    SplitCheck.requireTwoLabels(
        arguments.dataset().uri(), arguments.split(), split.rowsByLabel(arguments.labels()));
    ScoredSplit scored = earlierScores(split, attempt.key()).orElseGet(() -> score(split));

    Scores scores = scored.scores();
    Bootstrap bootstrap = Bootstrap.standard();
    Decision decision = Decision.of(arguments.classifierInfo(), arguments.threshold());
    EvaluationMetrics metrics = EvaluationMetrics.of(scores, decision, bootstrap);
    List<Slice> slices =
        new LengthSlices(scores, decision, bootstrap)
            .of(split.tokens(), arguments.reader().info().maxLength());
    List<MistakenRow> mistakes =
        new MistakenRows(source, decision.labels())
            .of(Mistake.worst(scores, decision, MOST_MISTAKES));

    EvaluationFiles files = new EvaluationFiles(attempt);
    files.write(arguments.split(), scored);
    files.write(decision);
    files.write(metrics);
    files.write(mistakes);
    files.writeReport(
        new EvaluationReport(arguments, context, attempt)
            .page(metrics, decision, split, scored.scoring(), slices, mistakes));
    return EvaluationSummary.of(metrics, decision, scored.scoring(), split.seenInTraining());
  }

  /** A new threshold needs no model: the evaluation with the tuned one has kept its scores. */
  private Optional<ScoredSplit> earlierScores(LoadedSplit split, ContentKey own) {
    ContentKey tuned = arguments.identityWhenTuned().key();
    if (tuned.value().equals(own.value())) {
      return Optional.empty();
    }
    try {
      return context
          .artifacts()
          .find(ArtifactType.EVALUATION, tuned.value())
          .flatMap(
              earlier -> EarlierScores.read(earlier, arguments.split(), split, arguments.labels()));
    } catch (BertlineException e) {
      context.say("Scoring again, because " + e.getMessage());
      return Optional.empty();
    }
  }

  private ScoredSplit score(LoadedSplit split) {
    return new SplitScorer(context, arguments.model(), arguments.batchSize())
        .score(context.localCopy(arguments.classifier()), split);
  }
}
