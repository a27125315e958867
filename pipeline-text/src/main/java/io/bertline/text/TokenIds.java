package io.bertline.text;

import java.util.Arrays;

/** A growing list of token ids. */
final class TokenIds {
  private int[] ids = new int[256];
  private int size;

  int size() {
    return size;
  }

  /** Forgets all ids after the first {@code newSize}. */
  void truncate(int newSize) {
    size = newSize;
  }

  void add(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
  }

  void copyTo(int[] target, int offset, int count) {
    System.arraycopy(ids, 0, target, offset, count);
  }
}
