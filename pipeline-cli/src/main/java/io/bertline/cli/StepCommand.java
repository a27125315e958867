package io.bertline.cli;

import io.bertline.artifact.Manifest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command that makes an artifact. It is a picocli command with its options as fields, a {@link
 * CommonOptions} mixin, and a five-line {@code main} that calls {@link Commands#run}.
 */
public interface StepCommand {
  /** Returns the options every command takes. */
  CommonOptions common();

  /**
   * Returns whether the options ask for work on the store. What needs none, as a self-test, works
   * in scratch space, needs no project and leaves no record.
   */
  default boolean usesStore() {
    return true;
  }

  /**
   * Returns the options that {@code --like} adds to the parameters of an artifact: those by which
   * its inputs were named that are no artifacts of the project.
   */
  default Map<String, @Nullable Object> optionsFor(Manifest manifest) {
    return Map.of();
  }

  /** Validates the options, does the work and returns what came of it. */
  StepOutcome run(StepContext context);
}
