package io.bertline.eval.scores;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ContentKey;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import java.util.Optional;

/** Gives the scores of classifiers: kept ones, or else new ones. */
public final class Scorer {
  private final StepContext context;
  private final SplitScorer model;
  private final ScoreIndex index;
  private final boolean afresh;

  /**
   * @param model computes scores
   * @param index knows kept ones
   * @param afresh whether kept ones are not to be used
   */
  public Scorer(StepContext context, SplitScorer model, ScoreIndex index, boolean afresh) {
    this.context = context;
    this.model = model;
    this.index = index;
    this.afresh = afresh;
  }

  /**
   * Returns the logits of all rows.
   *
   * @param key names the scores of this classifier over these rows
   * @param labels number of labels
   */
  public ScoredSplit score(Artifact classifier, LoadedSplit split, ContentKey key, int labels) {
    return kept(key, split, labels)
        .orElseGet(() -> model.score(context.localCopy(classifier), split));
  }

  private Optional<ScoredSplit> kept(ContentKey key, LoadedSplit split, int labels) {
    if (afresh) {
      return Optional.empty();
    }
    try {
      return index.find(key).flatMap(kept -> EarlierScores.read(kept, split, labels));
    } catch (BertlineException e) {
      context.say("Scoring again, because " + e.getMessage());
      return Optional.empty();
    }
  }
}
