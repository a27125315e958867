package io.bertline.safetensors;

import java.util.Arrays;
import java.util.List;

/**
 * What a tensor is, without its values.
 *
 * @param name unique within a file
 * @param dtype element type
 * @param shape sizes of the dimensions, each 0 or more; empty for a scalar
 */
public record TensorSpec(String name, DType dtype, List<Long> shape) {
  /**
   * @throws IllegalArgumentException if a dimension is negative or the tensor exceeds 2^63 bytes
   */
  public TensorSpec {
    shape = List.copyOf(shape);
    byteSize(dtype, shape);
  }

  /** Returns a tensor of 32-bit floats. */
  public static TensorSpec float32(String name, long... shape) {
    return new TensorSpec(name, DType.F32, Arrays.stream(shape).boxed().toList());
  }

  /** Returns the number of elements. */
  public long elements() {
    return byteSize() / dtype.bytes();
  }

  /** Returns the size of the values in bytes. */
  public long byteSize() {
    return byteSize(dtype, shape);
  }

  private static long byteSize(DType dtype, List<Long> shape) {
    try {
      long size = dtype.bytes();
      for (long dimension : shape) {
        if (dimension < 0) {
          throw new IllegalArgumentException("shape " + shape + " has a negative dimension");
        }
        size = Math.multiplyExact(size, dimension);
      }
      return size;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("shape " + shape + " is too large", e);
    }
  }
}
