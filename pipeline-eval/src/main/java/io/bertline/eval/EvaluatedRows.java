package io.bertline.eval;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ContentKey;
import io.bertline.dataset.Split;
import io.bertline.dataset.TokenizedRow;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.LabelDoubt;
import io.bertline.eval.measure.Mistake;
import io.bertline.eval.report.ReadableRows;
import io.bertline.eval.scores.LoadedSplit;
import io.bertline.eval.scores.ScoreKey;
import io.bertline.eval.scores.ScoredSplit;
import io.bertline.eval.scores.Scorer;
import io.bertline.eval.scores.Scores;
import io.bertline.eval.scores.ScoresFile;
import io.bertline.eval.scores.SplitSource;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.util.function.Predicate;

/** The rows of a dataset that an evaluation looks at. */
final class EvaluatedRows implements AutoCloseable {
  private static final int MOST_MISTAKES = 200;
  private static final int MOST_UNCERTAIN = 100;
  private static final int MOST_DOUBTS = 200;

  private final EvalArguments arguments;
  private final Tokenizer tokenizer;
  private final Predicate<TokenizedRow> seenInTraining;

  private EvaluatedRows(
      EvalArguments arguments, Tokenizer tokenizer, Predicate<TokenizedRow> seenInTraining) {
    this.arguments = arguments;
    this.tokenizer = tokenizer;
    this.seenInTraining = seenInTraining;
  }

  static EvaluatedRows open(EvalArguments arguments) {
    Artifact classifier = arguments.classifier();
    Predicate<TokenizedRow> seen = TrainingTexts.of(arguments.trainingDataset());
    // Only this file, so that an evaluation of kept scores does not fetch the weights.
    String file = ModelDirectory.TOKENIZER;
    Tokenizer tokenizer = Tokenizers.load(classifier.read(file), classifier.uri() + "/" + file);
    return new EvaluatedRows(arguments, tokenizer, seen);
  }

  /** Returns the number of tokens of the longest text. */
  int maxLength() {
    return arguments.reader().info().maxLength();
  }

  /** Reads the rows of a split; there are rows of at least two labels. */
  LoadedSplit load(Split split) {
    return load(split, row -> false);
  }

  /**
   * Reads the rows of a split.
   *
   * @param alsoLeftOut which rows to leave out beside those the classifier was trained on
   */
  LoadedSplit load(Split split, Predicate<TokenizedRow> alsoLeftOut) {
    LoadedSplit rows = source(split, seenInTraining.or(alsoLeftOut)).load();
    SplitCheck.requireTwoLabels(
        arguments.dataset().uri(), split, rows.rowsByLabel(arguments.labels()));
    return rows;
  }

  private SplitSource source(Split split, Predicate<TokenizedRow> leftOut) {
    return new SplitSource(arguments.reader(), tokenizer, split, leftOut);
  }

  /** Scores rows of a split with the classifier, and keeps the scores. */
  ScoredSplit score(LoadedSplit rows, Split split, Scorer scorer, EvaluationFiles files) {
    ContentKey key =
        ScoreKey.of(
            arguments.classifier(),
            arguments.dataset(),
            arguments.trainingDataset(),
            split,
            arguments.model().precision());
    ScoredSplit scored = scorer.score(arguments.classifier(), rows, key, arguments.labels());
    files.write(ScoresFile.name(split), key, scored);
    return scored;
  }

  /** Returns the rows worth reading, with their texts. */
  ReadableRows readable(Scores scores, Decision decision) {
    return new RowReader(source(arguments.split(), seenInTraining), decision.labels())
        .read(
            Mistake.worst(scores, decision, MOST_MISTAKES),
            Mistake.mostUncertain(scores, decision, MOST_UNCERTAIN),
            LabelDoubt.likely(scores, decision, MOST_DOUBTS));
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
