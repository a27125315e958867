package io.bertline.wire;

/**
 * The wire format of Protocol Buffers, <a
 * href="https://protobuf.dev/programming-guides/encoding/">protobuf.dev/programming-guides/encoding</a>.
 *
 * <p>A message is a sequence of fields. A field is a tag, which is the varint {@code number << 3 |
 * type}, and a value in the form its type says. A varint has 7 bits in each byte, least significant
 * first; the top bit says that another byte follows. A negative int64 is the varint of its 64 bits,
 * ten bytes long.
 */
public final class WireFormat {
  /** A varint: int32, int64, bool, enum. */
  public static final int VARINT = 0;

  /** Eight bytes, little-endian: double, fixed64. */
  public static final int FIXED64 = 1;

  /** A varint with the length, then that many bytes: string, bytes, message, packed list. */
  public static final int LENGTH_DELIMITED = 2;

  /** Four bytes, little-endian: float, fixed32. */
  public static final int FIXED32 = 5;

  static final int TYPE_BITS = 3;
  static final int MAX_FIELD_NUMBER = (1 << 29) - 1;
  static final int MAX_VARINT_BYTES = 10;

  private WireFormat() {}

  /** Returns the tag of a field. */
  public static int tag(int number, int type) {
    return number << TYPE_BITS | type;
  }

  /** Returns how many bytes a varint has, 1 to 10. */
  public static int varintSize(long value) {
    return (Long.SIZE + 6 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }
}
