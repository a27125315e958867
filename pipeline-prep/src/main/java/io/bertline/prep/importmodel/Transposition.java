package io.bertline.prep.importmodel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Transposes matrices of 32-bit values. */
final class Transposition {
  /** Rows and columns of a tile of 4 KB on each side, which a first-level cache holds. */
  private static final int TILE = 32;

  private Transposition() {}

  /** Returns a copy of a row-major matrix as [columns, rows], little-endian as the values are. */
  static ByteBuffer of(ByteBuffer values, int rows, int columns) {
    ByteBuffer result = ByteBuffer.allocate(values.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer source = values.slice().order(ByteOrder.LITTLE_ENDIAN);
    for (int top = 0; top < rows; top += TILE) {
      for (int left = 0; left < columns; left += TILE) {
        for (int row = top; row < Math.min(rows, top + TILE); row++) {
          for (int column = left; column < Math.min(columns, left + TILE); column++) {
            result.putInt(
                Float.BYTES * (column * rows + row),
                source.getInt(Float.BYTES * (row * columns + column)));
          }
        }
      }
    }
    return result;
  }
}
