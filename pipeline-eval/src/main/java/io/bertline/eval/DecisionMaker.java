package io.bertline.eval;

import io.bertline.dataset.Split;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.decision.Decision.Origin;
import io.bertline.eval.decision.ThresholdObjective;
import io.bertline.eval.scores.LoadedSplit;
import io.bertline.eval.scores.Scorer;
import io.bertline.eval.scores.Scores;
import io.bertline.metrics.BinaryScores;
import java.util.Arrays;

/** Decides how logits become labels. */
final class DecisionMaker {
  private final EvalArguments arguments;
  private final EvaluatedRows rows;
  private final Scorer scorer;
  private final EvaluationFiles files;

  DecisionMaker(EvalArguments arguments, EvaluatedRows rows, Scorer scorer, EvaluationFiles files) {
    this.arguments = arguments;
    this.rows = rows;
    this.scorer = scorer;
    this.files = files;
  }

  /**
   * Returns the decision: of the classifier or the release, with a given threshold, or with one
   * chosen anew.
   */
  Decision decide() {
    Origin origin = arguments.release() == null ? Origin.CLASSIFIER : Origin.RELEASE;
    Decision own = Decision.of(arguments.classifierInfo(), origin, arguments.threshold());
    ThresholdObjective objective = arguments.thresholdFor();
    if (objective == null) {
      return own;
    }
    // Never on the rows to be measured: they would flatter the threshold that was fitted to them.
    LoadedSplit validation = rows.load(Split.VALIDATION);
    Scores scores = rows.score(validation, Split.VALIDATION, scorer, files).scores();
    double[] positive =
        Arrays.stream(scores.logits())
            .mapToDouble(logits -> own.probabilities(logits)[1])
            .toArray();
    double threshold =
        objective.choose(
            BinaryScores.of(scores.labels(), positive),
            "the validation split of " + arguments.dataset().uri());
    return Decision.chosen(arguments.classifierInfo(), origin, threshold, objective);
  }
}
