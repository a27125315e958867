package io.bertline.onnx;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A constant tensor of a graph.
 *
 * @param name empty for the value of an attribute
 * @param dataType element type: {@link #FLOAT}, {@link #INT64} or another of {@code
 *     TensorProto.DataType}
 * @param shape sizes of the dimensions; empty for a scalar
 * @param values row-major and little-endian, a view of the mapped file; empty if they are stored in
 *     a form that is not read (any but raw bytes and packed floats)
 */
public record OnnxTensor(String name, int dataType, List<Long> shape, ByteBuffer values) {
  /** 32-bit floats. */
  public static final int FLOAT = 1;

  /** 64-bit integers. */
  public static final int INT64 = 7;

  public OnnxTensor {
    shape = List.copyOf(shape);
  }

  /** Returns the values from the first to the last; the view is the caller's own. */
  @Override
  public ByteBuffer values() {
    return values.duplicate().order(values.order());
  }
}
