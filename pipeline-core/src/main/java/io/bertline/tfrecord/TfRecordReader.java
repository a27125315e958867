package io.bertline.tfrecord;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads records and verifies their checksums. Holds one record in memory, of at most {@link
 * TfRecordFormat#MAX_RECORD_BYTES}.
 */
public final class TfRecordReader implements AutoCloseable {
  private final InputStream in;
  private final String source;
  private final CRC32C crc = new CRC32C();
  private final byte[] header = new byte[TfRecordFormat.HEADER_BYTES];
  private long record = -1;
  private long start;
  private long offset;

  /**
   * @param in a buffered stream, closed with this reader
   * @param source how messages name the file
   */
  public TfRecordReader(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /**
   * Returns the data of the next record, or null at the end of the file.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} naming file, record and byte if the file is
   *     cut off or a checksum is wrong, {@code TEMPORARY} if the stream fails
   */
  public byte @Nullable [] next() {
    try {
      return read();
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.TEMPORARY,
          "%s: cannot be read at byte %d: %s".formatted(source, offset, e.getMessage()),
          e);
    }
  }

  /** Returns the ordinal of the record read last, from 0. */
  public long record() {
    return record;
  }

  /**
   * Returns the failure to throw when the record read last is not what it should be.
   *
   * @param problem what is wrong with it
   */
  public BertlineException corrupt(String problem) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        "%s: record %d (byte %d): %s; make the artifact again with --force"
            .formatted(source, record, start, problem));
  }

  private byte @Nullable [] read() throws IOException {
    record++;
    start = offset;
    int got = in.readNBytes(header, 0, header.length);
    if (got == 0) {
      record--;
      return null;
    }
    offset += got;
    if (got < header.length) {
      throw corrupt("the file ends within the record's length");
    }
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    long length = fields.getLong();
    if (fields.getInt() != TfRecordFormat.maskedCrc(crc, header, Long.BYTES)) {
      throw corrupt("the checksum of its length is wrong");
    }
    if (length < 0 || length > TfRecordFormat.MAX_RECORD_BYTES) {
      throw corrupt(
          "%s bytes, at most %d are read"
              .formatted(Long.toUnsignedString(length), TfRecordFormat.MAX_RECORD_BYTES));
    }
    byte[] data = in.readNBytes((int) length);
    offset += data.length;
    byte[] footer = in.readNBytes(TfRecordFormat.FOOTER_BYTES);
    offset += footer.length;
    if (data.length < length || footer.length < TfRecordFormat.FOOTER_BYTES) {
      throw corrupt("the file ends within the record");
    }
    int stored = ByteBuffer.wrap(footer).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (stored != TfRecordFormat.maskedCrc(crc, data, data.length)) {
      throw corrupt("the checksum of its data is wrong");
    }
    return data;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.TEMPORARY, source + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
