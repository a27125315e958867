package io.bertline.bert;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.Arrays;

/** Keeps a column in the Java heap. */
final class MemoryColumnWriter implements IntColumnWriter {
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private int[] values = new int[1 << 12];
  private int size;

  @Override
  public void add(int value) {
    if (size == values.length) {
      if (size == MAX_SIZE) {
        throw new BertlineException(
            FailureKind.OUT_OF_RESOURCES,
            "texts of more than 2^31 tokens do not fit in memory; take them in parts");
      }
      values = Arrays.copyOf(values, (int) Math.min(MAX_SIZE, size * 3L / 2));
    }
    values[size++] = value;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public IntColumn finish() {
    return IntColumn.of(Arrays.copyOf(values, size), size);
  }

  @Override
  public void close() {}
}
