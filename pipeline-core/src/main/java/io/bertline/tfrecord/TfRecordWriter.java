package io.bertline.tfrecord;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Writes records. Give it a buffered stream; closing that is the caller's. */
public final class TfRecordWriter {
  private final OutputStream out;
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer frame =
      ByteBuffer.allocate(TfRecordFormat.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  public TfRecordWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes a record.
   *
   * @throws IllegalArgumentException if it has more than {@link TfRecordFormat#MAX_RECORD_BYTES}
   */
  public void write(byte[] data) throws IOException {
    if (data.length > TfRecordFormat.MAX_RECORD_BYTES) {
      throw new IllegalArgumentException("a record of " + data.length + " bytes");
    }
    frame.putLong(0, data.length);
    frame.putInt(Long.BYTES, TfRecordFormat.maskedCrc(crc, frame.array(), Long.BYTES));
    out.write(frame.array(), 0, TfRecordFormat.HEADER_BYTES);
    out.write(data);
    frame.putInt(0, TfRecordFormat.maskedCrc(crc, data, data.length));
    out.write(frame.array(), 0, TfRecordFormat.FOOTER_BYTES);
  }
}
