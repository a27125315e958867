package io.bertline.prep.input;

import io.bertline.cli.Progress;
import io.bertline.cli.Redaction;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Saves what is at an https address. Redirects are followed. A broken connection is resumed where
 * it broke if the server can tell that the content is still the same, else from the start.
 */
public final class Download {
  private static final int ATTEMPTS = 6;
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int BUFFER = 1 << 16;

  private final URI address;
  private final String name;
  private final Path file;
  private final Progresses progresses;
  private final Duration firstPause;
  private long saved;
  private @Nullable String version;
  private @Nullable Progress progress;

  /** Starts progress displays, as {@code StepContext} does. */
  public interface Progresses {
    Progress start(String task, String unit, long total);
  }

  /**
   * @param file is created
   * @param firstPause time before the second attempt; it doubles with each
   */
  Download(URI address, Path file, Progresses progresses, Duration firstPause) {
    this.address = address;
    this.name = Redaction.text(address.toString());
    this.file = file;
    this.progresses = progresses;
    this.firstPause = firstPause;
  }

  /**
   * Saves the content.
   *
   * @throws BertlineException {@code NOT_FOUND}, {@code PERMISSION_DENIED}, or {@code TEMPORARY} if
   *     the last attempt failed too
   */
  void run() throws IOException {
    Duration pause = firstPause;
    try {
      for (int attempt = 1; !finishes(attempt); attempt++) {
        Thread.sleep(pause.toMillis());
        pause = pause.multipliedBy(2);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(name);
    } finally {
      if (progress != null) {
        progress.close();
      }
    }
  }

  /** Returns whether everything is saved. */
  private boolean finishes(int attempt) throws IOException, InterruptedException {
    try {
      read();
      return true;
    } catch (IOException e) {
      FailureKind kind = JdkFailures.kind(e).orElse(FailureKind.TEMPORARY);
      if (kind == FailureKind.OUT_OF_RESOURCES) {
        throw e;
      }
      if (attempt == ATTEMPTS) {
        throw new BertlineException(
            FailureKind.TEMPORARY, name + ": cannot be read: " + e.getMessage() + "; try again", e);
      }
      return false;
    }
  }

  private void read() throws IOException, InterruptedException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    if (saved > 0 && version != null) {
      connection.setRequestProperty("Range", "bytes=" + saved + "-");
      connection.setRequestProperty("If-Range", version);
    }
    try {
      int status = connection.getResponseCode();
      check(status);
      boolean resumed =
          status == HttpURLConnection.HTTP_PARTIAL
              && String.valueOf(connection.getHeaderField("Content-Range"))
                  .startsWith("bytes " + saved + "-");
      if (status == HttpURLConnection.HTTP_PARTIAL && !resumed) {
        version = null;
        throw new IOException("the server sent another part than was asked for");
      }
      save(connection, resumed);
    } finally {
      connection.disconnect();
    }
  }

  private void check(int status) throws IOException {
    switch (status) {
      case HttpURLConnection.HTTP_OK, HttpURLConnection.HTTP_PARTIAL -> {}
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE ->
          throw new BertlineException(
              FailureKind.NOT_FOUND, name + ": does not exist (HTTP " + status + ")");
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          throw new BertlineException(
              FailureKind.PERMISSION_DENIED,
              name + ": is not public (HTTP " + status + "); download it and give the file");
      default -> throw new IOException("HTTP " + status);
    }
  }

  private void save(HttpURLConnection connection, boolean resumed)
      throws IOException, InterruptedException {
    long rest = connection.getContentLengthLong();
    if (!resumed) {
      saved = 0;
      version = strongVersion(connection);
      if (progress != null) {
        progress.close();
      }
      progress = progresses.start("download", "bytes", rest);
    }
    long end = rest < 0 ? -1 : saved + rest;
    try (InputStream in = connection.getInputStream();
        OutputStream out =
            resumed
                ? Files.newOutputStream(file, StandardOpenOption.APPEND)
                : Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        out.write(buffer, 0, count);
        saved += count;
        if (progress != null) {
          progress.advance(count);
        }
      }
    }
    if (end >= 0 && saved != end) {
      throw new IOException("the connection broke after %d of %d bytes".formatted(saved, end));
    }
  }

  /** RFC 9110 allows parts to be put together by a strong tag, or by a date where there is none. */
  private static @Nullable String strongVersion(HttpURLConnection connection) {
    String tag = connection.getHeaderField("ETag");
    return tag == null
        ? connection.getHeaderField("Last-Modified")
        : tag.startsWith("W/") ? null : tag;
  }
}
