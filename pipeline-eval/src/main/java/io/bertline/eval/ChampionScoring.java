package io.bertline.eval;

import io.bertline.artifact.ContentKey;
import io.bertline.eval.champion.Champion;
import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.champion.Comparing;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.LoadedSplit;
import io.bertline.eval.scores.ScoreKey;
import io.bertline.eval.scores.ScoredSplit;
import io.bertline.eval.scores.Scorer;
import io.bertline.eval.scores.Scores;
import io.bertline.eval.scores.ScoresFile;
import io.bertline.metrics.Bootstrap;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Scores the champion on the rows of an evaluation, and compares. */
final class ChampionScoring {
  private final EvalArguments arguments;
  private final EvaluatedRows rows;
  private final Scorer scorer;
  private final EvaluationFiles files;

  ChampionScoring(
      EvalArguments arguments, EvaluatedRows rows, Scorer scorer, EvaluationFiles files) {
    this.arguments = arguments;
    this.rows = rows;
    this.scorer = scorer;
    this.files = files;
  }

  /**
   * Compares; null if there is no champion.
   *
   * @param challenger scores of the new classifier
   * @param split the rows of those scores
   */
  @Nullable ChampionComparison compare(
      Scores challenger, LoadedSplit split, Decision decision, Bootstrap bootstrap) {
    Champion champion = arguments.champion();
    if (champion == null) {
      return null;
    }
    // A champion of another dataset may have been trained on some of these rows.
    LoadedSplit common =
        champion.trainingDataset() == null
            ? split
            : rows.load(arguments.split(), TrainingTexts.of(champion.trainingDataset()));
    Scores theirs = score(champion, common);
    return new Comparing(champion, decision, bootstrap)
        .of(only(challenger, common), theirs, split.rows() - common.rows());
  }

  private Scores score(Champion champion, LoadedSplit common) {
    ContentKey key =
        ScoreKey.of(
            champion.classifier(),
            arguments.dataset(),
            champion.trainingDataset(),
            arguments.split(),
            arguments.model().precision());
    ScoredSplit scored = scorer.score(champion.classifier(), common, key, arguments.labels());
    files.write(ScoresFile.ofChampion(arguments.split()), key, scored);
    return scored.scores();
  }

  private static Scores only(Scores scores, LoadedSplit common) {
    if (common.rows() == scores.rows()) {
      return scores;
    }
    Set<String> ids = new HashSet<>(common.ids());
    int[] kept =
        IntStream.range(0, scores.rows())
            .filter(row -> ids.contains(scores.ids().get(row)))
            .toArray();
    return new Scores(
        IntStream.of(kept).mapToObj(row -> scores.ids().get(row)).toList(),
        IntStream.of(kept).map(row -> scores.labels()[row]).toArray(),
        IntStream.of(kept).mapToObj(row -> scores.logits()[row]).toArray(float[][]::new));
  }
}
