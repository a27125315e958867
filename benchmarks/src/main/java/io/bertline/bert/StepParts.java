package io.bertline.bert;

import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.NullMarked;

/** Runs the first half of a training step alone: in the trainer's package, as nobody else may. */
@NullMarked
public final class StepParts {
  private StepParts() {}

  /** Computes loss and gradients of a batch and drops them. */
  public static double gradients(BertTrainer trainer, Batch batch, long step) {
    try (NDManager manager = trainer.manager().newSubManager()) {
      return trainer
          .gradients(batch, 1f / batch.rows(), SplitMix.seed(step, 0), manager)
          .loss()
          .getFloat();
    }
  }
}
