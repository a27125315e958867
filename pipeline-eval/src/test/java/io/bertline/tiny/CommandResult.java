package io.bertline.tiny;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/**
 * What a command did.
 *
 * @param exitCode exit code
 * @param out standard output
 * @param err standard error
 */
public record CommandResult(int exitCode, String out, String err) {

  /** Runs a command in this process. */
  public static CommandResult of(IntSupplier command) {
    return of(command, new ByteArrayOutputStream());
  }

  private static CommandResult of(IntSupplier command, ByteArrayOutputStream newErr) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    System.setOut(new PrintStream(newOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(newErr, true, StandardCharsets.UTF_8));
    try {
      int exitCode = command.getAsInt();
      return new CommandResult(
          exitCode,
          newOut.toString(StandardCharsets.UTF_8),
          newErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /**
   * As {@link #of(IntSupplier)}, with something else that happens at one moment of it.
   *
   * @param line begins the line of standard error after which it happens, once
   * @param event holds the command up
   */
  public static CommandResult of(String line, Runnable event, IntSupplier command) {
    return of(
        command,
        new ByteArrayOutputStream() {
          private boolean happened;

          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            String last = toString(StandardCharsets.UTF_8).lines().reduce("", (a, b) -> b);
            if (!happened && last.startsWith(line)) {
              happened = true;
              event.run();
            }
          }
        });
  }

  /** Returns the last line of standard error: what went wrong. */
  public String lastLine() {
    return err.isEmpty() ? "" : err.stripTrailing().lines().reduce("", (first, next) -> next);
  }
}
