package io.bertline.tensorbundle;

import java.util.Locale;

/**
 * A tensor bundle, TensorFlow's checkpoint of version 2, <a
 * href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/tensor_bundle.proto">tensor_bundle.proto</a>.
 * {@code PREFIX.index} is a {@linkplain SortedTableFormat table} from the name of a tensor to a
 * {@code BundleEntryProto}; the empty name has the {@code BundleHeaderProto}. {@code
 * PREFIX.data-00000-of-00002} and so on hold the values, row-major, in the byte order of the
 * header.
 *
 * <pre>
 * BundleHeaderProto { int32 num_shards = 1; Endianness endianness = 2; VersionDef version = 3; }
 * Endianness        { LITTLE = 0; BIG = 1; }
 * BundleEntryProto  { DataType dtype = 1; TensorShapeProto shape = 2; int32 shard_id = 3;
 *                     int64 offset = 4; int64 size = 5; fixed32 crc32c = 6;
 *                     repeated TensorSliceProto slices = 7; }
 * TensorShapeProto  { repeated Dim dim = 2; bool unknown_rank = 3; }
 * Dim               { int64 size = 1; string name = 2; }
 * </pre>
 *
 * <p>The checksum is the masked CRC-32C of the values. An entry with slices has no values of its
 * own: a partitioned variable, each slice under a name of its own.
 */
final class BundleFormat {
  static final int HEADER_NUM_SHARDS = 1;
  static final int HEADER_ENDIANNESS = 2;
  static final int ENTRY_DTYPE = 1;
  static final int ENTRY_SHAPE = 2;
  static final int ENTRY_SHARD_ID = 3;
  static final int ENTRY_OFFSET = 4;
  static final int ENTRY_SIZE = 5;
  static final int ENTRY_CRC32C = 6;
  static final int ENTRY_SLICES = 7;
  static final int SHAPE_DIM = 2;
  static final int DIM_SIZE = 1;

  /** A thousand shards would be of a model no machine loads. */
  static final int MAX_SHARDS = 1 << 10;

  private BundleFormat() {}

  /** Returns the name of a shard of a bundle whose index is PREFIX.index. */
  static String shardName(String prefix, int shard, int shards) {
    return String.format(Locale.ROOT, "%s.data-%05d-of-%05d", prefix, shard, shards);
  }
}
