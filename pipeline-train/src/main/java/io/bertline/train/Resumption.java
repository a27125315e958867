package io.bertline.train;

import io.bertline.artifact.Checkpoint;
import io.bertline.artifact.Checkpoints;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A whole checkpoint to go on from.
 *
 * @param checkpoint where it is stored
 * @param directory its files
 * @param state where the training was
 */
record Resumption(Checkpoint checkpoint, Path directory, TrainingState state) {
  /**
   * Returns the newest checkpoint of which nothing is missing or damaged, of whatever attempt.
   *
   * @param scratch directory for the files
   * @param say told what was left out
   */
  static Optional<Resumption> find(Checkpoints checkpoints, Path scratch, Consumer<String> say) {
    Consumer<String> skipped = problem -> say.accept("train: warning: skipped " + problem);
    for (Checkpoint checkpoint : checkpoints.newestFirst(skipped)) {
      Path copy = scratch.resolve("resume-" + checkpoint.step());
      try {
        checkpoint.fetch(copy);
        return Optional.of(new Resumption(checkpoint, copy, TrainingState.read(copy)));
      } catch (BertlineException e) {
        // What is missing may just have been deleted by an attempt that is further on.
        if (e.kind() != FailureKind.CORRUPT_ARTIFACT && e.kind() != FailureKind.NOT_FOUND) {
          throw e;
        }
        skipped.accept(e.getMessage());
        checkpoint.release(copy);
      }
    }
    return Optional.empty();
  }

  /** Returns a line about it. */
  String line(long totalSteps) {
    return "  resumed     at step %d of %d, from %s"
        .formatted(state.position().step(), totalSteps, checkpoint.uri());
  }
}
