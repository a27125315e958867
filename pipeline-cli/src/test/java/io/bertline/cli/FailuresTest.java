package io.bertline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new BertlineException(FailureKind.USAGE, "x"), 2),
        arguments(new BertlineException(FailureKind.BAD_INPUT, "x"), 3),
        arguments(new BertlineException(FailureKind.NOT_FOUND, "x"), 4),
        arguments(new BertlineException(FailureKind.PERMISSION_DENIED, "x"), 5),
        arguments(new BertlineException(FailureKind.CORRUPT_ARTIFACT, "x"), 6),
        arguments(new BertlineException(FailureKind.GATE_NOT_PASSED, "x"), 7),
        arguments(new BertlineException(FailureKind.OUT_OF_RESOURCES, "x"), 8),
        arguments(new BertlineException(FailureKind.TEMPORARY, "x"), 75),
        arguments(new BertlineException(FailureKind.INTERNAL, "x"), 70),
        arguments(new ZipException("x"), 3),
        arguments(new MalformedInputException(1), 3),
        arguments(new NoSuchFileException("x"), 4),
        arguments(new FileNotFoundException("x (No such file or directory)"), 4),
        arguments(new FileNotFoundException("x (Permission denied)"), 5),
        arguments(new FileNotFoundException("x (Too many open files)"), 8),
        arguments(new AccessDeniedException("x"), 5),
        arguments(new FileSystemException("x", null, "Read-only file system"), 5),
        arguments(new OutOfMemoryError("Java heap space"), 8),
        arguments(new IOException("No space left on device"), 8),
        arguments(new IOException("Disk quota exceeded"), 8),
        arguments(new ConnectException("Connection refused"), 75),
        arguments(new SocketTimeoutException("x"), 75),
        arguments(new UnknownHostException("x"), 75),
        arguments(new HttpConnectTimeoutException("x"), 75),
        arguments(new SSLHandshakeException("x"), 75),
        arguments(new IOException("x"), 70),
        arguments(new NullPointerException(), 70),
        arguments(new StackOverflowError(), 70));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void anExceptionHasItsExitCodeAndOneLine(Throwable failure, int exitCode) {
    assertThat(Failures.exitCode(failure)).isEqualTo(exitCode);
    assertThat(Failures.line(failure)).isNotBlank().doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void wrappersChangeNothing(Throwable failure, int exitCode) {
    Throwable wrapped =
        new IllegalStateException(
            "pipeline failed",
            new ExecutionException(new RuntimeException("task failed", failure)));
    assertThat(Failures.exitCode(wrapped)).isEqualTo(exitCode);
    assertThat(Failures.line(wrapped)).isEqualTo(Failures.line(failure));
  }

  @Test
  void theFirstOfOursCountsEvenBelowOneOfTheJdk() {
    Throwable failure =
        new UncheckedIOException(
            new IOException(
                "No space left on device",
                new BertlineException(
                    FailureKind.BAD_INPUT,
                    "row 7",
                    new BertlineException(FailureKind.TEMPORARY, "deeper"))));
    assertThat(Failures.exitCode(failure)).isEqualTo(3);
    assertThat(Failures.line(failure)).isEqualTo("row 7");
  }

  @Test
  void aCircleOfCausesEnds() {
    RuntimeException first = new RuntimeException("first");
    RuntimeException second = new RuntimeException("second", first);
    first.initCause(second);
    assertThat(Failures.exitCode(first)).isEqualTo(70);
  }

  @Test
  void aDefectSaysWhatItIs() {
    assertThat(Failures.line(new IllegalStateException("shard 3\nhas no rows")))
        .isEqualTo(
            "java.lang.IllegalStateException: shard 3 | has no rows; this is a defect, run again"
                + " with --verbose and report it");
  }

  @Test
  void whatATaskOfAClusterThrewIsRestored() {
    Throwable failure =
        new RuntimeException(
            "job failed",
            new SerializedThrowable(
                "io.bertline.failure.BertlineException",
                "train.csv: row 7",
                new BertlineException(FailureKind.BAD_INPUT, "train.csv: row 7")));
    assertThat(Failures.exitCode(failure)).isEqualTo(3);
    assertThat(Failures.line(failure)).isEqualTo("train.csv: row 7");
  }

  @Test
  void whatCannotBeRestoredIsJudgedByItsName() {
    assertThat(
            Failures.exitCode(
                new RuntimeException(
                    new SerializedThrowable(
                        "java.lang.OutOfMemoryError", "Java heap space", null))))
        .isEqualTo(8);
    assertThat(
            Failures.exitCode(
                new SerializedThrowable("java.io.IOException", "No space left on device", null)))
        .isEqualTo(8);
    assertThat(Failures.exitCode(new SerializedThrowable("com.example.Odd", "x", null)))
        .isEqualTo(70);
  }

  /** Has the shape of the class of this name in Flink 1.19; pipeline-prep meets the real one. */
  @SuppressWarnings("OverrideThrowableToString") // As Flink does.
  public static final class SerializedThrowable extends Exception {
    private final String originalName;
    private final transient @Nullable Throwable original;

    SerializedThrowable(String originalName, String message, @Nullable Throwable original) {
      super(message);
      this.originalName = originalName;
      this.original = original;
    }

    /** Returns the original exception, or this one if its class is unknown. */
    public Throwable deserializeError(ClassLoader classLoader) {
      return original == null ? this : original;
    }

    @Override
    public String toString() {
      return originalName + ": " + getMessage();
    }
  }
}
