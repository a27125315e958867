package io.bertline.failure;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What kind of failure an exception of the JDK stands for. Works on class names and messages, so
 * that an exception that reached us as text only (from another process) is judged alike.
 */
public final class JdkFailures {
  private static final Map<String, FailureKind> BY_CLASS =
      Map.ofEntries(
          Map.entry("java.nio.charset.CharacterCodingException", FailureKind.BAD_INPUT),
          Map.entry("java.util.zip.ZipException", FailureKind.BAD_INPUT),
          Map.entry("java.io.FileNotFoundException", FailureKind.NOT_FOUND),
          Map.entry("java.nio.file.NoSuchFileException", FailureKind.NOT_FOUND),
          Map.entry("java.nio.file.NotDirectoryException", FailureKind.NOT_FOUND),
          Map.entry("java.nio.file.AccessDeniedException", FailureKind.PERMISSION_DENIED),
          Map.entry("java.nio.file.ReadOnlyFileSystemException", FailureKind.PERMISSION_DENIED),
          Map.entry("java.lang.OutOfMemoryError", FailureKind.OUT_OF_RESOURCES),
          Map.entry("java.net.SocketException", FailureKind.TEMPORARY),
          Map.entry("java.net.SocketTimeoutException", FailureKind.TEMPORARY),
          Map.entry("java.net.UnknownHostException", FailureKind.TEMPORARY),
          Map.entry("java.net.http.HttpTimeoutException", FailureKind.TEMPORARY),
          Map.entry("javax.net.ssl.SSLException", FailureKind.TEMPORARY));

  /** What the operating system says, which the JDK passes on in the message only. */
  private static final Map<String, FailureKind> BY_MESSAGE =
      Map.of(
          "No space left on device", FailureKind.OUT_OF_RESOURCES,
          "Disk quota exceeded", FailureKind.OUT_OF_RESOURCES,
          "Too many open files", FailureKind.OUT_OF_RESOURCES,
          "Cannot allocate memory", FailureKind.OUT_OF_RESOURCES,
          "Read-only file system", FailureKind.PERMISSION_DENIED,
          "Permission denied", FailureKind.PERMISSION_DENIED,
          "Operation not permitted", FailureKind.PERMISSION_DENIED,
          "Not a directory", FailureKind.NOT_FOUND);

  private JdkFailures() {}

  /** Judges an exception by its class, the nearest known ancestor, and its message. */
  public static Optional<FailureKind> kind(Throwable failure) {
    for (Class<?> c = failure.getClass(); c != null; c = c.getSuperclass()) {
      Optional<FailureKind> kind = kind(c.getName(), failure.getMessage());
      if (kind.isPresent()) {
        return kind;
      }
    }
    return Optional.empty();
  }

  /**
   * Judges an exception of which only the name and the message are known.
   *
   * @param className fully qualified name of its class
   */
  public static Optional<FailureKind> kind(String className, @Nullable String message) {
    if (message != null && className.startsWith("java.") && className.endsWith("Exception")) {
      for (Map.Entry<String, FailureKind> entry : BY_MESSAGE.entrySet()) {
        if (message.contains(entry.getKey())) {
          return Optional.of(entry.getValue());
        }
      }
    }
    return Optional.ofNullable(BY_CLASS.get(className));
  }
}
