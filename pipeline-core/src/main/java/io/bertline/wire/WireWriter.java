package io.bertline.wire;

import java.util.Arrays;

/** Appends fields to a growing array. A nested message is written with its length known. */
public final class WireWriter {
  private byte[] bytes = new byte[512];
  private int size;

  /** Forgets what was written; keeps the memory. */
  public void clear() {
    size = 0;
  }

  /** Returns the number of bytes written. */
  public int size() {
    return size;
  }

  /** Appends the tag and the length of a field whose content follows. */
  public void header(int number, int length) {
    varint(WireFormat.tag(number, WireFormat.LENGTH_DELIMITED));
    varint(length);
  }

  /** Returns how many bytes a length-delimited field has, tag and length included. */
  public static int fieldSize(int number, int length) {
    return WireFormat.varintSize(WireFormat.tag(number, WireFormat.LENGTH_DELIMITED))
        + WireFormat.varintSize(length)
        + length;
  }

  /** Appends a whole length-delimited field. */
  public void field(int number, byte[] content) {
    header(number, content.length);
    raw(content, content.length);
  }

  /** Appends a whole field of a varint. */
  public void field(int number, long value) {
    varint(WireFormat.tag(number, WireFormat.VARINT));
    varint(value);
  }

  /** Appends a varint without a tag. */
  public void varint(long value) {
    reserve(WireFormat.MAX_VARINT_BYTES);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Appends bytes as they are. */
  public void raw(byte[] content, int length) {
    reserve(length);
    System.arraycopy(content, 0, bytes, size, length);
    size += length;
  }

  /** Appends what another writer holds. */
  public void raw(WireWriter other) {
    raw(other.bytes, other.size);
  }

  /** Returns a copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), size + (size >> 1)));
    }
  }
}
