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
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
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

  /** Returns the last line of standard error: what went wrong. */
  public String lastLine() {
    return err.isEmpty() ? "" : err.stripTrailing().lines().reduce("", (first, next) -> next);
  }
}
