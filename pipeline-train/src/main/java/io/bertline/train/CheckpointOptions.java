package io.bertline.train;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options about interruptions; none of them changes what is learned. */
public final class CheckpointOptions {
  private static final double MAX_MINUTES = 60 * 24 * 365;
  private static final int MAX_SECONDS = 24 * 60 * 60;

  @Option(
      names = "--resume",
      paramLabel = "auto|never",
      defaultValue = "auto",
      description =
          "Go on from the newest checkpoint of the same training, or begin anew"
              + " (${DEFAULT-VALUE}).")
  Resume resume = Resume.AUTO;

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "MINUTES",
      defaultValue = "10",
      description =
          "Training time that may be lost when the process is killed; 0: write a checkpoint only"
              + " when it is asked to end (${DEFAULT-VALUE}).")
  double minutes;

  @Option(
      names = "--grace-seconds",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "Time to write a checkpoint after SIGTERM or SIGINT, a little less than the machine"
              + " gives (${DEFAULT-VALUE}).")
  int graceSeconds;

  /** Whether to look for checkpoints. */
  enum Resume {
    AUTO,
    NEVER
  }

  /**
   * What to do about interruptions.
   *
   * @param resume whether to go on from a checkpoint
   * @param interval training time that may be lost; zero if a checkpoint is never due
   * @param grace time to end in order
   */
  record Settings(boolean resume, Duration interval, Duration grace) {}

  /**
   * Returns the values, checked.
   *
   * @throws BertlineException {@code USAGE} if one is out of its range
   */
  Settings settings() {
    if (!(minutes >= 0 && minutes <= MAX_MINUTES)) {
      throw usage("--checkpoint-minutes is " + minutes + ", expected 0 to " + MAX_MINUTES);
    }
    if (graceSeconds < 1 || graceSeconds > MAX_SECONDS) {
      throw usage("--grace-seconds is " + graceSeconds + ", expected 1 to " + MAX_SECONDS);
    }
    return new Settings(
        resume == Resume.AUTO,
        Duration.ofMillis(Math.round(minutes * 60_000)),
        Duration.ofSeconds(graceSeconds));
  }

  private static BertlineException usage(String message) {
    return new BertlineException(FailureKind.USAGE, message);
  }
}
