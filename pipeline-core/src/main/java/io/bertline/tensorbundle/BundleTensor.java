package io.bertline.tensorbundle;

import java.util.List;

/**
 * A tensor as the index of a bundle describes it.
 *
 * @param dataType {@link #FLOAT} or another of TensorFlow's {@code DataType}
 * @param shape sizes of the dimensions; empty for a scalar
 * @param shard number of the shard that holds the values
 * @param offset first byte of the values in that shard
 * @param size number of bytes
 * @param maskedCrc masked CRC-32C of the values
 * @param partitioned whether the values are under other names, in slices
 */
public record BundleTensor(
    int dataType,
    List<Long> shape,
    int shard,
    long offset,
    long size,
    int maskedCrc,
    boolean partitioned) {
  /** 32-bit floats. */
  public static final int FLOAT = 1;

  public BundleTensor {
    shape = List.copyOf(shape);
  }
}
