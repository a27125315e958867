package io.bertline.eval.scores;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.dataset.Split;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The scores that an earlier evaluation of the same classifier and split has kept. */
public final class EarlierScores {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EarlierScores() {}

  /**
   * Returns the scores of an evaluation, if they are those of this split.
   *
   * @param labels number of labels
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if they cannot be read
   */
  public static Optional<ScoredSplit> read(
      Artifact evaluation, Split name, LoadedSplit split, int labels) {
    String file = ScoresFile.name(name);
    Scores scores =
        ScoresFile.read(
            new ByteArrayInputStream(evaluation.read(file)), labels, evaluation.uri() + "/" + file);
    boolean same =
        scores.ids().equals(split.ids()) && Arrays.equals(scores.labels(), split.labels());
    return same ? Optional.of(new ScoredSplit(scores, scoring(evaluation))) : Optional.empty();
  }

  private static Scoring scoring(Artifact evaluation) {
    try {
      return JSON.readValue(evaluation.read(Scoring.FILE), Scoring.class);
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          evaluation.uri() + "/" + Scoring.FILE + ": is not ours: " + e.getMessage(),
          e);
    }
  }
}
