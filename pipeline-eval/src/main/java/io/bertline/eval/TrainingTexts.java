package io.bertline.eval;

import io.bertline.artifact.Artifact;
import io.bertline.dataset.Split;
import io.bertline.dataset.TextHash;
import io.bertline.dataset.TextHashes;
import io.bertline.dataset.TokenizedRow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells which rows of a foreign dataset a classifier was trained on. */
final class TrainingTexts {
  private TrainingTexts() {}

  /**
   * Returns which rows to leave out: those whose text is in a training split.
   *
   * @param trainingDataset what the classifier was trained on; null if that is the dataset to be
   *     measured on, whose splits share no text
   */
  static Predicate<TokenizedRow> of(@Nullable Artifact trainingDataset) {
    if (trainingDataset == null) {
      return row -> false;
    }
    TextHashes hashes = TextHashes.read(trainingDataset, Split.TRAIN);
    TextHash.Hasher hasher = new TextHash.Hasher();
    return row -> row.text() != null && hashes.contains(hasher.hash(row.text(), row.textPair()));
  }
}
