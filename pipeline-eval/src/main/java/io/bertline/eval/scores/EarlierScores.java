package io.bertline.eval.scores;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.eval.scores.ScoreIndex.Kept;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The scores that an earlier evaluation has kept. */
final class EarlierScores {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EarlierScores() {}

  /**
   * Returns kept scores, if they are those of this split.
   *
   * @param labels number of labels
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if they cannot be read
   */
  static Optional<ScoredSplit> read(Kept kept, LoadedSplit split, int labels) {
    String place = kept.evaluation().uri() + "/" + kept.file();
    Scores scores =
        ScoresFile.read(
            new ByteArrayInputStream(kept.evaluation().read(kept.file())), labels, place);
    boolean same =
        scores.ids().equals(split.ids()) && Arrays.equals(scores.labels(), split.labels());
    return same ? Optional.of(new ScoredSplit(scores, scoring(kept))) : Optional.empty();
  }

  private static Scoring scoring(Kept kept) {
    String file = Scoring.file(kept.file());
    try {
      return JSON.readValue(kept.evaluation().read(file), Scoring.class);
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          kept.evaluation().uri() + "/" + file + ": is not ours: " + e.getMessage(),
          e);
    }
  }
}
