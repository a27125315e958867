package io.bertline.tensorbundle;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The sorted table of LevelDB, which TensorFlow took over for the index of a checkpoint, <a
 * href="https://github.com/google/leveldb/blob/main/doc/table_format.md">table_format.md</a>.
 *
 * <pre>
 * file     data blocks, meta blocks, metaindex block, index block, footer
 * footer   handle of the metaindex block, handle of the index block: 40 bytes, padded with zeros
 *          fixed64 magic 0xdb4775248b80fb57                          little-endian, as all numbers
 * handle   varint64 offset, varint64 size of a block without its trailer
 * trailer  byte compression: 0 none, 1 Snappy
 *          fixed32 masked CRC-32C of the block and of the compression byte
 * block    entries, fixed32 restart offsets[n], fixed32 n
 * entry    varint32 bytes shared with the key before, varint32 other bytes of the key,
 *          varint32 bytes of the value; the other bytes, the value
 * </pre>
 *
 * <p>At a restart offset nothing is shared. Keys ascend by unsigned bytes. In the index block a
 * value is the handle of a data block, and its key is not below any key of that block.
 */
final class SortedTableFormat {
  static final int FOOTER_BYTES = 48;
  static final int MAGIC_OFFSET = 40;
  static final long MAGIC = 0xdb4775248b80fb57L;
  static final int TRAILER_BYTES = 5;
  static final int CRC_OFFSET = 1;
  static final byte UNCOMPRESSED = 0;

  /** The index of a BERT has 9 KB, that of the largest models a few megabytes. */
  static final int MAX_BYTES = 64 << 20;

  private static final int MASK_DELTA = 0xa282ead8;

  private SortedTableFormat() {}

  /**
   * Returns the CRC-32C of bytes, masked as a checksum is that is stored beside its data
   * (tensorflow/core/lib/hash/crc32c.h).
   */
  static int maskedCrc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
