package io.bertline.eval.scores;

import io.bertline.bert.BertModel;
import io.bertline.bert.LengthSortedBatches;
import io.bertline.bert.ModelOptions;
import io.bertline.cli.Progress;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Scores a split with a model, in batches of similar length. */
public final class SplitScorer {
  private final StepContext context;
  private final ModelOptions options;
  private final LengthSortedBatches batches;

  /**
   * @param options how to run the model
   * @param batchSize rows scored at once
   */
  public SplitScorer(StepContext context, ModelOptions options, int batchSize) {
    this.context = context;
    this.options = options;
    this.batches = LengthSortedBatches.ofRows(batchSize);
  }

  /**
   * Returns the logits of all rows in the order of the split.
   *
   * @param classifier directory of the classifier
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if a logit is not a number
   */
  public ScoredSplit score(Path classifier, LoadedSplit split) {
    try (BertModel model = BertModel.scorer(classifier, options);
        Progress progress = context.progress("score", "rows", split.rows())) {
      Instant start = context.clock().instant();
      float[][] logits = model.logits(split.tokens(), batches, progress::advance);
      Duration time = Duration.between(start, context.clock().instant());
      requireFinite(logits, split, classifier);
      return new ScoredSplit(
          new Scores(split.ids(), split.labels(), logits),
          new Scoring(
              split.rows(),
              split.tokens().tokens(),
              time.toMillis() / 1000.0,
              model.device(),
              options.threads(),
              model.precision().name().toLowerCase(Locale.ROOT)));
    }
  }

  private static void requireFinite(float[][] logits, LoadedSplit split, Path classifier) {
    for (int row = 0; row < logits.length; row++) {
      for (float logit : logits[row]) {
        if (!Float.isFinite(logit)) {
          throw new BertlineException(
              FailureKind.CORRUPT_ARTIFACT,
              "%s: gives row %s the logit %s, its weights are unusable; train it again, with a lower"
                      .formatted(classifier, split.ids().get(row), logit)
                  + " --learning-rate");
        }
      }
    }
  }
}
