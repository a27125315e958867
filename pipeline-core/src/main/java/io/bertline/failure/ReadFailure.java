package io.bertline.failure;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Turns a failure to read a local file into one line. */
public final class ReadFailure {
  private ReadFailure() {}

  /** Returns what to throw when a file cannot be opened or read. */
  public static BertlineException of(Path file, IOException cause) {
    FailureKind kind = JdkFailures.kind(cause).orElse(FailureKind.TEMPORARY);
    String message =
        cause instanceof NoSuchFileException
            ? "does not exist; check the path"
            : kind == FailureKind.PERMISSION_DENIED
                ? "may not be read; check its permissions and owner"
                : "cannot be read: " + cause.getMessage();
    return new BertlineException(kind, file + ": " + message, cause);
  }
}
