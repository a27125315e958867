package io.bertline.prep.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Records of one range for one file, as one element: for each its place (8 bytes), its identity
 * (ordinal of the input 4, offset 8), its length (4) and its bytes.
 */
final class RecordBatch {
  private static final int HEADER = 24;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
  private final ByteBuffer header = ByteBuffer.allocate(HEADER);

  /**
   * A record in a batch. The order is that of the file: by place, then by identity.
   *
   * @param place unsigned
   */
  record Entry(long place, int input, long offset, byte[] batch, int start, int length)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byPlace = Long.compareUnsigned(place, other.place);
      if (byPlace != 0) {
        return byPlace;
      }
      int byInput = Integer.compare(input, other.input);
      return byInput != 0 ? byInput : Long.compare(offset, other.offset);
    }

    /** Returns the bytes of the record. */
    byte[] record() {
      return Arrays.copyOfRange(batch, start, start + length);
    }
  }

  void add(long place, int input, long offset, byte[] record) {
    header.clear().putLong(place).putInt(input).putLong(offset).putInt(record.length);
    bytes.write(header.array(), 0, HEADER);
    bytes.write(record, 0, record.length);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** Adds the records of a batch to a list. */
  static void read(byte[] batch, List<Entry> entries) {
    ByteBuffer in = ByteBuffer.wrap(batch);
    while (in.hasRemaining()) {
      long place = in.getLong();
      int input = in.getInt();
      long offset = in.getLong();
      int length = in.getInt();
      entries.add(new Entry(place, input, offset, batch, in.position(), length));
      in.position(in.position() + length);
    }
  }
}
