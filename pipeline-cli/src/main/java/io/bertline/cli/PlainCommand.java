package io.bertline.cli;

/**
 * A command that makes no artifact, for example {@code predict}. Otherwise as {@link StepCommand}.
 */
public interface PlainCommand {
  /** Returns the options every command takes. */
  CommonOptions common();

  /** Validates the options and does the work. */
  void run(StepContext context);
}
