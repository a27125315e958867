package io.bertline.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a process finds around it.
 *
 * @param variables environment variables
 * @param out results
 * @param err progress, messages and failures
 * @param terminal whether a person watches {@code err}
 * @param clock the time
 * @param terminationLog where Kubernetes looks for the last words of a container; need not exist
 */
record ProcessEnvironment(
    Map<String, String> variables,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Clock clock,
    Path terminationLog) {

  /** Returns what is around this process. */
  static ProcessEnvironment system() {
    Map<String, String> variables = System.getenv();
    return new ProcessEnvironment(
        variables,
        System.out,
        System.err,
        isTerminal() && !"dumb".equals(variables.get("TERM")),
        Clock.systemUTC(),
        Path.of("/dev/termination-log"));
  }

  /** The JDK knows only whether standard input and output both are one; Linux knows more. */
  @SuppressWarnings("SystemConsoleNull") // JDK 17; from 22 on macOS draws a bar into a pipe, too.
  private static boolean isTerminal() {
    Path standardError = Path.of("/proc/self/fd/2");
    if (!Files.exists(standardError)) {
      return System.console() != null;
    }
    try {
      String device = Files.readSymbolicLink(standardError).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
