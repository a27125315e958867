package io.bertline.cli;

/**
 * Runs commands: parses, executes, turns failures into one line and an exit code, records the run.
 */
public final class Commands {
  private Commands() {}

  /**
   * Runs a command as a process would.
   *
   * @param command a picocli command
   * @return the exit code
   */
  public static int run(StepCommand command, String... arguments) {
    return new CommandRunner(ProcessEnvironment.system())
        .run(command, command.common(), command::run, arguments);
  }

  /**
   * Runs a command that makes no artifact.
   *
   * @param command a picocli command
   * @return the exit code
   */
  public static int run(PlainCommand command, String... arguments) {
    return new CommandRunner(ProcessEnvironment.system())
        .run(command, command.common(), command::run, arguments);
  }
}
