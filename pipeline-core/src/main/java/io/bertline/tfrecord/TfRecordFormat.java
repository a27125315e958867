package io.bertline.tfrecord;

import java.util.zip.CRC32C;

/**
 * The TFRecord format, <a
 * href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">tensorflow.org</a>.
 * A file is a sequence of records; each is
 *
 * <pre>
 * uint64  length                       little-endian
 * uint32  masked CRC-32C of the length
 * byte    data[length]
 * uint32  masked CRC-32C of the data
 * </pre>
 */
public final class TfRecordFormat {
  /** Longest record read: far above any text, far below the memory of a small machine. */
  public static final int MAX_RECORD_BYTES = 64 << 20;

  /** What a record has besides its data. */
  public static final int OVERHEAD_BYTES = 16;

  static final int HEADER_BYTES = 12;
  static final int FOOTER_BYTES = 4;

  private static final int MASK_DELTA = 0xa282ead8;

  private TfRecordFormat() {}

  /**
   * Returns the masked checksum. A CRC stored beside its data is masked because the CRC of a string
   * that holds its own CRC is problematic (tensorflow/tsl/lib/hash/crc32c.h).
   */
  static int maskedCrc(CRC32C crc, byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
