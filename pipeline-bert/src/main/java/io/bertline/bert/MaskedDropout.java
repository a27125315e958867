package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Dropout by factors that are made here, one for each number that may be dropped. */
final class MaskedDropout implements Dropout {
  private final ProgramSettings settings;
  private final int hidden;
  private final DropoutFactors factors;
  private final DropoutFactors headFactors;

  /**
   * @param hidden hidden size of the model
   */
  MaskedDropout(ProgramSettings settings, int hidden) {
    this.settings = settings;
    this.hidden = hidden;
    this.factors = new DropoutFactors(settings.dropout());
    this.headFactors = new DropoutFactors(settings.headDropout());
  }

  @Override
  public List<NDArray> arguments(Batch batch, NDManager manager, long seed) {
    return List.of(
        factors.create(manager, encoderPlaces(batch), SplitMix.seed(seed, 0)),
        headFactors.create(manager, (long) batch.rows() * hidden, SplitMix.seed(seed, 1)));
  }

  /**
   * Returns how many numbers of the encoder dropout decides about, in the order of the program: the
   * embeddings, then for each layer attention weights, attention output and feed-forward output.
   * The last layer computes the row of [CLS] only.
   */
  private long encoderPlaces(Batch batch) {
    long tokens = (long) batch.rows() * batch.length();
    long layer = tokens * settings.heads() * batch.length() + 2 * tokens * hidden;
    long lastLayer = tokens * settings.heads() + 2L * batch.rows() * hidden;
    return tokens * hidden + (settings.layers() - 1) * layer + lastLayer;
  }
}
