package io.bertline.tensorbundle;

import io.bertline.wire.MalformedWireException;
import io.bertline.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The index of a bundle.
 *
 * @param shards number of files with values
 * @param tensors by name, in the order of the names
 */
record BundleIndex(int shards, Map<String, BundleTensor> tensors) {

  /**
   * Parses an index.
   *
   * @throws MalformedWireException with the byte offset if it is not the whole index of a bundle
   *     that can be read
   */
  static BundleIndex parse(ByteBuffer file) {
    int shards = 0;
    Map<String, BundleTensor> tensors = new LinkedHashMap<>();
    for (SortedTable.Entry entry : SortedTable.read(file)) {
      WireReader value = new WireReader(entry.value(), entry.offset());
      if (entry.key().length == 0) {
        shards = header(value);
      } else {
        tensors.put(
            new String(entry.key(), StandardCharsets.UTF_8), tensor(value, entry.offset(), shards));
      }
    }
    if (shards == 0) {
      throw new MalformedWireException(0, "the table does not begin with the header of a bundle");
    }
    return new BundleIndex(shards, tensors);
  }

  private static int header(WireReader header) {
    long offset = header.offset();
    long shards = 0;
    long endianness = 0;
    while (header.next()) {
      switch (header.field()) {
        case BundleFormat.HEADER_NUM_SHARDS -> shards = header.int64();
        case BundleFormat.HEADER_ENDIANNESS -> endianness = header.int64();
        default -> header.skip();
      }
    }
    if (shards < 1 || shards > BundleFormat.MAX_SHARDS) {
      throw new MalformedWireException(offset, "the bundle is said to have " + shards + " shards");
    }
    if (endianness != 0) {
      throw new MalformedWireException(offset, "the bundle is big-endian, which is not read");
    }
    return (int) shards;
  }

  private static BundleTensor tensor(WireReader entry, long offset, int shards) {
    int dataType = 0;
    List<Long> shape = new ArrayList<>();
    long shard = 0;
    long begin = 0;
    long size = 0;
    int crc = 0;
    boolean partitioned = false;
    while (entry.next()) {
      switch (entry.field()) {
        case BundleFormat.ENTRY_DTYPE -> dataType = (int) entry.int64();
        case BundleFormat.ENTRY_SHAPE -> readShape(entry.message(), shape);
        case BundleFormat.ENTRY_SHARD_ID -> shard = entry.int64();
        case BundleFormat.ENTRY_OFFSET -> begin = entry.int64();
        case BundleFormat.ENTRY_SIZE -> size = entry.int64();
        case BundleFormat.ENTRY_CRC32C -> crc = entry.fixed32();
        case BundleFormat.ENTRY_SLICES -> {
          partitioned = true;
          entry.skip();
        }
        default -> entry.skip();
      }
    }
    if (shard < 0 || shard >= shards || begin < 0 || size < 0) {
      throw new MalformedWireException(
          offset,
          "a tensor is said to have %d bytes at %d of shard %d of %d"
              .formatted(size, begin, shard, shards));
    }
    BundleTensor tensor =
        new BundleTensor(dataType, shape, (int) shard, begin, size, crc, partitioned);
    checkSize(tensor, offset);
    return tensor;
  }

  private static void readShape(WireReader message, List<Long> shape) {
    while (message.next()) {
      if (message.field() == BundleFormat.SHAPE_DIM) {
        shape.add(dimension(message.message()));
      } else {
        message.skip();
      }
    }
  }

  private static long dimension(WireReader message) {
    long size = 0;
    while (message.next()) {
      if (message.field() == BundleFormat.DIM_SIZE) {
        size = message.int64();
      } else {
        message.skip();
      }
    }
    return size;
  }

  /** Checks the one type that is read; other tensors are passed over whatever they hold. */
  private static void checkSize(BundleTensor tensor, long offset) {
    if (tensor.dataType() != BundleTensor.FLOAT || tensor.partitioned()) {
      return;
    }
    long size = Float.BYTES;
    try {
      for (long dimension : tensor.shape()) {
        size = Math.multiplyExact(size, dimension);
      }
    } catch (ArithmeticException e) {
      size = -1;
    }
    if (size != tensor.size()) {
      throw new MalformedWireException(
          offset, "a tensor of shape %s has %d bytes".formatted(tensor.shape(), tensor.size()));
    }
  }
}
