package io.bertline.failure;

/**
 * Category of a failure. It decides the exit code of a command, and so whether an orchestrator
 * tries again.
 */
public enum FailureKind {
  /** An option, parameter or combination of them is wrong: exit 2. */
  USAGE(2),
  /** The content of an input is wrong: exit 3. */
  BAD_INPUT(3),
  /** A file, bucket, artifact, reference or split does not exist: exit 4. */
  NOT_FOUND(4),
  /** A file or bucket exists but may not be read or written: exit 5. */
  PERMISSION_DENIED(5),
  /** An artifact of ours does not match its own checksums or format: exit 6. */
  CORRUPT_ARTIFACT(6),
  /** The gate was not passed: exit 7. */
  GATE_NOT_PASSED(7),
  /** Memory, disk or device memory ran out: exit 8. */
  OUT_OF_RESOURCES(8),
  /** A failure that may pass by itself; the step should be tried again: exit 75. */
  TEMPORARY(75),
  /** A defect of the program: exit 70. */
  INTERNAL(70);

  private final int exitCode;

  FailureKind(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Returns the exit code of a process that ends with this failure, 2 to 75. */
  public int exitCode() {
    return exitCode;
  }
}
