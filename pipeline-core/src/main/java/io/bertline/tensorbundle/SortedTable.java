package io.bertline.tensorbundle;

import io.bertline.wire.MalformedWireException;
import io.bertline.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a table of {@link SortedTableFormat} as a whole. Every block's checksum is compared before
 * anything in it is believed.
 */
final class SortedTable {
  private final ByteBuffer file;

  private SortedTable(ByteBuffer file) {
    this.file = file;
  }

  /**
   * An entry.
   *
   * @param offset place of the value in the file
   */
  record Entry(byte[] key, ByteBuffer value, long offset) {}

  /** Where a block is. */
  private record Handle(long offset, long size) {
    static Handle read(WireReader reader) {
      return new Handle(reader.varint(), reader.varint());
    }
  }

  /**
   * Returns the entries of all data blocks in the order of their keys.
   *
   * @param bytes the whole file
   * @throws MalformedWireException with the byte offset if it is not a whole table
   */
  static List<Entry> read(ByteBuffer bytes) {
    return new SortedTable(bytes.slice().order(ByteOrder.LITTLE_ENDIAN)).entries();
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Entry index : block(indexHandle())) {
      entries.addAll(block(Handle.read(new WireReader(index.value(), index.offset()))));
    }
    for (int i = 1; i < entries.size(); i++) {
      if (Arrays.compareUnsigned(entries.get(i - 1).key(), entries.get(i).key()) >= 0) {
        throw new MalformedWireException(entries.get(i).offset(), "keys do not ascend");
      }
    }
    return entries;
  }

  private Handle indexHandle() {
    int footer = file.limit() - SortedTableFormat.FOOTER_BYTES;
    if (footer < 0) {
      throw new MalformedWireException(file.limit(), "the file ends before a footer fits");
    }
    if (file.getLong(footer + SortedTableFormat.MAGIC_OFFSET) != SortedTableFormat.MAGIC) {
      throw new MalformedWireException(
          footer + SortedTableFormat.MAGIC_OFFSET, "the file does not end as a table does");
    }
    WireReader handles = new WireReader(file.slice(footer, SortedTableFormat.MAGIC_OFFSET), footer);
    block(Handle.read(handles)); // The metaindex block: empty, but its checksum must be right.
    Handle index = Handle.read(handles);
    ByteBuffer padding = handles.raw(handles.remaining());
    while (padding.hasRemaining()) {
      if (padding.get() != 0) {
        throw new MalformedWireException(footer, "the footer is not padded with zeros");
      }
    }
    return index;
  }

  private List<Entry> block(Handle handle) {
    long most =
        (long) file.limit() - SortedTableFormat.FOOTER_BYTES - SortedTableFormat.TRAILER_BYTES;
    if (handle.size() < Integer.BYTES
        || handle.offset() < 0
        || handle.size() > most
        || handle.offset() > most - handle.size()) {
      throw new MalformedWireException(
          Math.max(0, handle.offset()),
          "a block is said to be here with %s bytes"
              .formatted(Long.toUnsignedString(handle.size())));
    }
    int start = (int) handle.offset();
    int size = (int) handle.size();
    int stored = file.getInt(start + size + SortedTableFormat.CRC_OFFSET);
    if (stored
        != SortedTableFormat.maskedCrc(file.slice(start, size + SortedTableFormat.CRC_OFFSET))) {
      throw new MalformedWireException(start, "the checksum of the block does not match");
    }
    if (file.get(start + size) != SortedTableFormat.UNCOMPRESSED) {
      throw new MalformedWireException(
          start + size, "the block is compressed, which TensorFlow does not do in version 2");
    }
    long restarts = Integer.toUnsignedLong(file.getInt(start + size - Integer.BYTES));
    long entriesSize = size - Integer.BYTES * (restarts + 1);
    if (entriesSize < 0) {
      throw new MalformedWireException(
          start + size - Integer.BYTES, "the block is said to have " + restarts + " restarts");
    }
    return entries(new WireReader(file.slice(start, (int) entriesSize), start));
  }

  private static List<Entry> entries(WireReader block) {
    List<Entry> entries = new ArrayList<>();
    byte[] key = {};
    while (block.hasRemaining()) {
      long offset = block.offset();
      long shared = block.varint();
      long other = block.varint();
      long valueSize = block.varint();
      if (shared < 0 || shared > key.length) {
        throw new MalformedWireException(
            offset, "a key shares %d bytes with one of %d".formatted(shared, key.length));
      }
      ByteBuffer rest = block.raw(other);
      byte[] next = Arrays.copyOf(key, (int) shared + rest.remaining());
      rest.get(next, (int) shared, rest.remaining());
      key = next;
      long valueOffset = block.offset();
      entries.add(new Entry(key, block.raw(valueSize), valueOffset));
    }
    return entries;
  }
}
