package io.bertline.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one message, in order, without copying. Never reads beyond the message,
 * whatever its bytes say; allocates nothing in proportion to a length that was not checked.
 *
 * <p>Every method throws {@link MalformedWireException} with the byte offset when the bytes are not
 * what the call expects.
 */
public final class WireReader {
  private final ByteBuffer bytes;
  private final long base;
  private int field;
  private int type;
  private int fieldStart;

  /**
   * @param bytes the message, between position and limit
   * @param offset place of its first byte in the source, for messages about errors
   */
  public WireReader(ByteBuffer bytes, long offset) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.base = offset;
  }

  /** Moves to the next field; its value must be read or skipped before the next call. */
  public boolean next() {
    if (!bytes.hasRemaining()) {
      return false;
    }
    fieldStart = bytes.position();
    long tag = varint();
    long number = tag >>> WireFormat.TYPE_BITS;
    if (number < 1 || number > WireFormat.MAX_FIELD_NUMBER) {
      throw malformed(fieldStart, "field number " + Long.toUnsignedString(number));
    }
    field = (int) number;
    type = (int) tag & (1 << WireFormat.TYPE_BITS) - 1;
    return true;
  }

  /** Returns the number of the current field. */
  public int field() {
    return field;
  }

  /** Returns the wire type of the current field, see {@link WireFormat}. */
  public int type() {
    return type;
  }

  /** Returns whether bytes are left. */
  public boolean hasRemaining() {
    return bytes.hasRemaining();
  }

  /** Returns the number of bytes left. */
  public int remaining() {
    return bytes.remaining();
  }

  /** Returns the place of the next byte in the source. */
  public long offset() {
    return base + bytes.position();
  }

  /** Reads the value of the current field as a varint. */
  public long int64() {
    expect(WireFormat.VARINT);
    return varint();
  }

  /** Reads the value of the current field as four bytes, little-endian. */
  public int fixed32() {
    expect(WireFormat.FIXED32);
    if (bytes.remaining() < Integer.BYTES) {
      throw malformed(bytes.position(), "the message ends within field " + field);
    }
    return bytes.getInt();
  }

  /** Reads a varint without a tag before it, as in a packed list. */
  public long varint() {
    int start = bytes.position();
    long value = 0;
    for (int i = 0; i < WireFormat.MAX_VARINT_BYTES; i++) {
      if (!bytes.hasRemaining()) {
        throw malformed(bytes.position(), "the message ends within a number");
      }
      byte next = bytes.get();
      value |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw malformed(start, "a number of more than 64 bits");
  }

  /** Reads the value of the current field as a message. */
  public WireReader message() {
    expect(WireFormat.LENGTH_DELIMITED);
    int length = length();
    WireReader message =
        new WireReader(bytes.slice(bytes.position(), length), base + bytes.position());
    bytes.position(bytes.position() + length);
    return message;
  }

  /** Reads the value of the current field as bytes: a little-endian view of the source. */
  public ByteBuffer view() {
    expect(WireFormat.LENGTH_DELIMITED);
    int length = length();
    ByteBuffer view = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + length);
    return view;
  }

  /** Reads bytes without a tag before them: a little-endian view of the source. */
  public ByteBuffer raw(long count) {
    if (count < 0 || count > bytes.remaining()) {
      throw malformed(
          bytes.position(),
          "%s bytes are said to follow, %d are left"
              .formatted(Long.toUnsignedString(count), bytes.remaining()));
    }
    ByteBuffer view = bytes.slice(bytes.position(), (int) count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + (int) count);
    return view;
  }

  /** Reads the value of the current field as text in UTF-8. */
  public String string() {
    ByteBuffer view = view();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(view).toString();
    } catch (CharacterCodingException e) {
      throw malformed(bytes.position() - view.limit(), "text that is not UTF-8");
    }
  }

  /** Passes over the value of the current field. */
  public void skip() {
    switch (type) {
      case WireFormat.VARINT -> varint();
      case WireFormat.FIXED64 -> advance(Long.BYTES);
      case WireFormat.LENGTH_DELIMITED -> advance(length());
      case WireFormat.FIXED32 -> advance(Integer.BYTES);
      default -> throw malformed(fieldStart, "field " + field + " of unknown wire type " + type);
    }
  }

  private int length() {
    int start = bytes.position();
    long length = varint();
    if (length < 0 || length > bytes.remaining()) {
      throw malformed(
          start,
          "field %d is said to have %s bytes, %d are left"
              .formatted(field, Long.toUnsignedString(length), bytes.remaining()));
    }
    return (int) length;
  }

  private void advance(int count) {
    if (count > bytes.remaining()) {
      throw malformed(bytes.position(), "the message ends within field " + field);
    }
    bytes.position(bytes.position() + count);
  }

  private void expect(int expected) {
    if (type != expected) {
      throw malformed(
          fieldStart, "field " + field + " has wire type " + type + ", expected " + expected);
    }
  }

  private MalformedWireException malformed(int position, String problem) {
    return new MalformedWireException(base + position, problem);
  }
}
