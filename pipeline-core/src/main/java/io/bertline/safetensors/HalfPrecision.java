package io.bertline.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** Widens 16-bit floats to 32 bits. Every 16-bit value has an exact 32-bit equal. */
final class HalfPrecision {
  private HalfPrecision() {}

  static ByteBuffer bfloat16(ByteBuffer values) {
    ShortBuffer halves = values.asShortBuffer();
    ByteBuffer floats = allocate(halves);
    while (halves.hasRemaining()) {
      floats.putInt(halves.get() << 16);
    }
    return floats.flip();
  }

  static ByteBuffer float16(ByteBuffer values) {
    ShortBuffer halves = values.asShortBuffer();
    ByteBuffer floats = allocate(halves);
    while (halves.hasRemaining()) {
      floats.putInt(widen(halves.get()));
    }
    return floats.flip();
  }

  /**
   * Returns the bits of the 32-bit float that equals an IEEE 754 binary16: 1 sign, 5 exponent (bias
   * 15) and 10 fraction bits become 1, 8 (bias 127) and 23.
   */
  private static int widen(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >>> 10 & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0x1f) {
      return sign | 0x7f800000 | fraction << 13;
    }
    if (exponent == 0) {
      // Zero or subnormal: fraction * 2^-24, which is a normal 32-bit float.
      return sign | Float.floatToRawIntBits(fraction * 0x1p-24f);
    }
    return sign | (exponent - 15 + 127) << 23 | fraction << 13;
  }

  private static ByteBuffer allocate(ShortBuffer halves) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(halves.remaining(), Float.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
