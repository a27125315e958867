package io.bertline.failure;

import org.jspecify.annotations.Nullable;

/**
 * A failure a person can act on. The message is one line that names the thing, the place (file,
 * row, column, byte) and the next step, for example {@code train.csv: row 1841 (byte 160122):
 * column 'target' is "maybe", expected one of [0, 1]}.
 */
public final class BertlineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  public BertlineException(FailureKind kind, String message) {
    this(kind, message, null);
  }

  public BertlineException(FailureKind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns the category of this failure. */
  public FailureKind kind() {
    return kind;
  }
}
