package io.bertline.train;

import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.train.checkpoint.CheckpointKeeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;

/** The checkpoints of a training: when one is due, and when the process is asked to end. */
final class TrainingCheckpoints {
  /** Share of the grace time that is left for what the command does after the training. */
  private static final double CLEAN_UP_SHARE = 0.15;

  private final StepContext context;
  private final CheckpointKeeper keeper;
  private final BiConsumer<LoopPosition, Path> writer;
  private final Duration cleanUp;
  private final long totalSteps;
  private volatile long step;

  /**
   * @param writer writes the files of a checkpoint into a directory
   * @param grace time to end in order
   */
  TrainingCheckpoints(
      StepContext context,
      CheckpointKeeper keeper,
      BiConsumer<LoopPosition, Path> writer,
      Duration grace,
      long totalSteps) {
    this.context = context;
    this.keeper = keeper;
    this.writer = writer;
    this.cleanUp = Duration.ofMillis(Math.round(grace.toMillis() * CLEAN_UP_SHARE));
    this.totalSteps = totalSteps;
    context.stopsItself(grace, this::notInTime);
  }

  /** Call after each optimiser step. */
  void after(LoopPosition position) {
    step = position.step();
    if (keeper.due()) {
      keeper.save(step, directory -> writer.accept(position, directory));
    }
  }

  /**
   * Call whenever the model and the rest of the training are whole.
   *
   * @throws BertlineException {@code TEMPORARY} if the process was asked to end; a checkpoint is
   *     stored then, if time sufficed
   */
  void stopIfAsked(LoopPosition position) {
    if (!context.stopping()) {
      return;
    }
    boolean current =
        position.step() > 0
            && keeper.saveLast(
                position.step(),
                directory -> writer.accept(position, directory),
                context.timeLeft().minus(cleanUp));
    throw new BertlineException(
        FailureKind.TEMPORARY,
        "stopped after step %d of %d; %s"
            .formatted(
                position.step(),
                totalSteps,
                current
                    ? "its checkpoint is stored, run the same command to go on"
                    : lastStored()));
  }

  private String notInTime() {
    return "stopped after step %d of %d, the time did not suffice for more; %s"
        .formatted(step, totalSteps, lastStored());
  }

  private String lastStored() {
    return keeper.stored() < 0
        ? "no checkpoint is stored, run the same command to begin again"
        : "the last checkpoint stored is of step %d, run the same command to go on from there"
            .formatted(keeper.stored());
  }
}
