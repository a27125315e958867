package io.bertline.prep.hub;

import io.bertline.cli.Progress;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** One file on its way from a hub to the disk. After a broken connection it goes on from there. */
final class Download {
  private static final int MEGABYTE = 1_000_000;

  private final HubConnection connection;
  private final String path;
  private final String what;
  private final Path target;
  private final Duration stallLimit;
  private final ProgressSource progress;
  private String etag = "";
  private long received;

  /**
   * @param path of the file on the hub, escaped
   * @param what how messages name it
   * @param target file that is written; must not exist
   */
  Download(
      HubConnection connection,
      String path,
      String what,
      Path target,
      Duration stallLimit,
      ProgressSource progress) {
    this.connection = connection;
    this.path = path;
    this.what = what;
    this.target = target;
    this.stallLimit = stallLimit;
    this.progress = progress;
  }

  /**
   * Downloads the file; once more if it does not have the checksum the hub gave.
   *
   * @throws BertlineException {@code BAD_INPUT} if it does not have it then either, {@code
   *     TEMPORARY} if the connection or the hub fails again and again
   */
  void run(Retries retries) {
    for (int round = 1; round <= 2; round++) {
      received = 0;
      retries.run(
          what,
          () -> received,
          () -> {
            receive();
            return target;
          });
      if (BlobChecksum.of(etag).map(checksum -> checksum.matches(target)).orElse(true)) {
        return;
      }
    }
    throw new BertlineException(
        FailureKind.BAD_INPUT,
        what
            + ": has not the checksum "
            + etag
            + " that the hub gives, twice; is there a proxy that changes files?");
  }

  private void receive() throws IOException, InterruptedException {
    try (HubConnection.Answer answer = connection.get(path, what, received)) {
      boolean resumed = answer.status() == 206 && received > 0;
      if (!resumed) {
        received = 0;
      }
      etag = answer.etag();
      long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
      long size = answer.size() >= 0 || length < 0 ? answer.size() : received + length;
      try (InputStream in = new StallGuard(answer.body(), stallLimit);
          OutputStream out = open(resumed);
          Progress shown = progress.start("downloading " + what, "MB", size / MEGABYTE)) {
        copy(in, out, shown);
      }
      if (size >= 0 && received != size) {
        throw new IOException("got %d of %d bytes".formatted(received, size));
      }
    }
  }

  private OutputStream open(boolean append) throws IOException {
    return Files.newOutputStream(
        target,
        StandardOpenOption.CREATE,
        append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private void copy(InputStream in, OutputStream out, Progress shown) throws IOException {
    shown.advance(received / MEGABYTE);
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
      long before = received / MEGABYTE;
      received += count;
      shown.advance(received / MEGABYTE - before);
    }
  }
}
