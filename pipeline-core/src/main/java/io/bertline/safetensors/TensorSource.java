package io.bertline.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a writer gets the values of a tensor from. */
@FunctionalInterface
public interface TensorSource {
  /**
   * Returns the values, row-major and little-endian, between position and limit; exactly {@link
   * TensorSpec#byteSize()} bytes. The buffer is not used after the next call.
   */
  ByteBuffer read(TensorSpec tensor) throws IOException;
}
