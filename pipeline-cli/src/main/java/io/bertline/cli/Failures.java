package io.bertline.cli;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges what a command threw: the exit code, and the one line that says what to do. */
public final class Failures {
  private static final int MAX_CAUSES = 64;
  private static final int MAX_LINE = 2000;

  private Failures() {}

  /**
   * Returns the exit code: that of the first {@link BertlineException} among the causes, else that
   * of the first exception of the JDK we know, else 70.
   */
  public static int exitCode(Throwable failure) {
    return kind(failure).exitCode();
  }

  /** Returns the category, by the same rule as {@link #exitCode}. */
  public static FailureKind kind(Throwable failure) {
    return judge(failure).kind();
  }

  /** Returns the line for a person: what, where, and the next step. */
  public static String line(Throwable failure) {
    Judgement judgement = judge(failure);
    Throwable culprit = judgement.culprit();
    if (culprit instanceof BertlineException) {
      return oneLine(String.valueOf(culprit.getMessage()));
    }
    String advice =
        switch (judgement.kind()) {
          case OUT_OF_RESOURCES -> "; give it more memory (-Xmx) or disk, or make the job smaller";
          case PERMISSION_DENIED -> "; check who may read and write there";
          case NOT_FOUND -> "; check the path";
          case TEMPORARY -> "; try again";
          case INTERNAL -> "; this is a defect, run again with --verbose and report it";
          case USAGE, BAD_INPUT, CORRUPT_ARTIFACT, GATE_NOT_PASSED -> "";
        };
    return oneLine(culprit + advice);
  }

  /** Returns whether somebody wrote the message of this failure for the person who reads it. */
  static boolean isForPeople(Throwable failure) {
    return judge(failure).culprit() instanceof BertlineException;
  }

  private static Judgement judge(Throwable failure) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (cause instanceof BertlineException known) {
        return new Judgement(known.kind(), known);
      }
    }
    for (Throwable cause : causes) {
      Optional<FailureKind> kind = JdkFailures.kind(cause).or(() -> kindByText(cause));
      if (kind.isPresent()) {
        return new Judgement(kind.get(), cause);
      }
    }
    // The innermost exception says more than the wrappers of the runners around it.
    return new Judgement(FailureKind.INTERNAL, causes.get(causes.size() - 1));
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure; cause != null && causes.size() < MAX_CAUSES; ) {
      causes.add(cause);
      Throwable original = original(cause);
      cause = causes.contains(original) ? cause.getCause() : original;
    }
    return causes;
  }

  /**
   * Flink wraps what a task threw in a {@code SerializedThrowable}, which keeps the original as
   * bytes. This module does not know Flink, so it asks by name.
   */
  private static Throwable original(Throwable wrapped) {
    if (!isSerialized(wrapped)) {
      return wrapped;
    }
    try {
      Object original =
          wrapped
              .getClass()
              .getMethod("deserializeError", ClassLoader.class)
              .invoke(wrapped, Failures.class.getClassLoader());
      return original instanceof Throwable throwable ? throwable : wrapped;
    } catch (ReflectiveOperationException e) {
      return wrapped;
    }
  }

  private static boolean isSerialized(Throwable failure) {
    return failure.getClass().getSimpleName().equals("SerializedThrowable");
  }

  /** A {@code SerializedThrowable} whose class is unknown here prints the original's name. */
  private static Optional<FailureKind> kindByText(Throwable failure) {
    if (!isSerialized(failure)) {
      return Optional.empty();
    }
    return JdkFailures.kind(failure.toString().split(":", 2)[0], failure.getMessage());
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " | ").replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + " ...";
  }

  private record Judgement(FailureKind kind, Throwable culprit) {}
}
