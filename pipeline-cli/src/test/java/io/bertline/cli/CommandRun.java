package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a command did when it was run in this process.
 *
 * @param exitCode exit code
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int exitCode, String out, String err) {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T02:13:00Z"), ZoneOffset.UTC);

  /** Runs the step of the tests. */
  static CommandRun prep(Map<String, String> variables, String... arguments) {
    return prep(variables, Path.of("/nonexistent/termination-log"), arguments);
  }

  static CommandRun prep(Map<String, String> variables, Path terminationLog, String... arguments) {
    UpperCaseCommand command = new UpperCaseCommand();
    return run(command, command.common(), command::run, variables, terminationLog, arguments);
  }

  /** Runs any command. */
  static CommandRun run(
      Object command,
      CommonOptions common,
      Consumer<StepContext> work,
      Map<String, String> variables,
      Path terminationLog,
      String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ProcessEnvironment environment =
        new ProcessEnvironment(
            variables,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            CLOCK,
            terminationLog);
    int exitCode = new CommandRunner(environment).run(command, common, work, arguments);
    return new CommandRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
