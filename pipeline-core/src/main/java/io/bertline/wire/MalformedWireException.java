package io.bertline.wire;

/** Bytes that are not a message of the expected kind. */
public final class MalformedWireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long offset;
  private final String problem;

  /**
   * @param offset first byte that is wrong, counted from the start of the source
   * @param problem what is wrong there, without the place
   */
  public MalformedWireException(long offset, String problem) {
    super("byte " + offset + ": " + problem);
    this.offset = offset;
    this.problem = problem;
  }

  /** Returns the first byte that is wrong, counted from the start of the source. */
  public long offset() {
    return offset;
  }

  /** Returns what is wrong, without the place. */
  public String problem() {
    return problem;
  }
}
