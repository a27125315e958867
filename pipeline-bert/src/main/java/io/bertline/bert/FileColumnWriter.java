package io.bertline.bert;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a column to a file and maps it in the end. It is written and not mapped from the start,
 * because a full disk shows as a failed write, but ends the process when a mapped page finds no
 * room.
 */
final class FileColumnWriter implements IntColumnWriter {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path path;
  private final FileChannel file;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());
  private long size;

  /**
   * @param path a new file
   */
  FileColumnWriter(Path path) {
    this.path = path;
    try {
      this.file =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void add(int value) {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.putInt(value);
    size++;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public IntColumn finish() {
    flush();
    try {
      return IntColumn.map(file, size);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void flush() {
    buffer.flip();
    try {
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    buffer.clear();
  }

  private BertlineException failed(IOException e) {
    return new BertlineException(
        JdkFailures.kind(e).orElse(FailureKind.TEMPORARY),
        path
            + ": cannot be written: "
            + e
            + "; it is scratch space, see the variable TMPDIR or the JVM option java.io.tmpdir",
        e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
