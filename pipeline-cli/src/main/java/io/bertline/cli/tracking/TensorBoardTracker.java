package io.bertline.cli.tracking;

import io.bertline.failure.BertlineException;
import io.bertline.storage.BlobStore;
import io.bertline.tfrecord.TfRecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes TensorBoard event files: {@code tensorboard --logdir ROOT/tracking} shows the runs live.
 *
 * <p>A blob cannot grow, so each flush writes a file of its own. TensorBoard reads the files of a
 * folder in the order of their names, which is that of their numbers. A flush that fails loses its
 * points and says so once; the run goes on.
 */
public final class TensorBoardTracker implements Tracker {
  private static final Logger LOGGER = LoggerFactory.getLogger(TensorBoardTracker.class);
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(30);

  private final BlobStore store;
  private final String folder;
  private final Clock clock;
  private final Instant started;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final TfRecordWriter records = new TfRecordWriter(pending);
  private Instant flushed;
  private int files;
  private boolean warned;

  /**
   * @param store the root
   * @param folder folder of the run below the root
   * @param clock tells the time of each point
   */
  public TensorBoardTracker(BlobStore store, String folder, Clock clock) {
    this.store = store;
    this.folder = folder;
    this.clock = clock;
    this.started = clock.instant();
    this.flushed = started;
  }

  /** Returns the folder of the event files of a run: {@code tracking/PROJECT/RUN/tensorboard}. */
  public static String folder(String project, String run) {
    return "tracking/" + project + "/" + run + "/tensorboard";
  }

  @Override
  public void scalar(String name, long step, double value) {
    Instant now = clock.instant();
    if (pending.size() == 0) {
      write(EventFormat.fileVersion(now));
    }
    write(EventFormat.scalar(now, name, step, value));
    if (Duration.between(flushed, now).compareTo(FLUSH_INTERVAL) >= 0) {
      flush();
    }
  }

  @Override
  public void flush() {
    flushed = clock.instant();
    if (pending.size() == 0) {
      return;
    }
    String name =
        String.format(
            Locale.ROOT,
            "%s/events.out.tfevents.%010d.bertline.%06d",
            folder,
            started.getEpochSecond(),
            files);
    byte[] content = pending.toByteArray();
    pending.reset();
    // The last points of a run that is being stopped count, too; an interrupted thread cannot
    // write.
    boolean interrupted = Thread.interrupted();
    try {
      store.put(name, out -> out.write(content));
      files++;
    } catch (BertlineException e) {
      if (!warned) {
        LOGGER.warn("curves are not tracked: {}", e.getMessage());
        warned = true;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    flush();
  }

  private void write(byte[] event) {
    try {
      records.write(event);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
  }
}
