package io.bertline.safetensors;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file that is open for reading. The header is read and checked as a whole when the
 * file is opened; values are memory-mapped when they are asked for, and stay valid after {@link
 * #close()}. Safe for several threads.
 */
public final class SafetensorsFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long dataStart;
  private final SafetensorsHeader header;
  private final Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();

  private SafetensorsFile(
      Path path, FileChannel channel, long dataStart, SafetensorsHeader header) {
    this.path = path;
    this.channel = channel;
    this.dataStart = dataStart;
    this.header = header;
    header.entries().forEach(entry -> entries.put(entry.tensor().name(), entry));
  }

  /**
   * Opens a file.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} with the byte offset if the file is not
   *     safetensors, is cut off, or its header contradicts itself or the file
   */
  public static SafetensorsFile open(Path path) {
    try {
      FileChannel channel = FileChannel.open(path);
      try {
        return open(path, channel);
      } catch (BertlineException | IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
  }

  private static SafetensorsFile open(Path path, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < SafetensorsFormat.LENGTH_BYTES) {
      throw corrupt(path, size, "the file ends before the length of its header");
    }
    long length = read(channel, 0, SafetensorsFormat.LENGTH_BYTES).getLong();
    if (length < 0 || length > SafetensorsFormat.MAX_HEADER_BYTES) {
      throw corrupt(
          path,
          0,
          "the header is said to have %s bytes, at most %d are read"
              .formatted(Long.toUnsignedString(length), SafetensorsFormat.MAX_HEADER_BYTES));
    }
    long dataStart = SafetensorsFormat.LENGTH_BYTES + length;
    if (dataStart > size) {
      throw corrupt(
          path,
          size,
          "the file ends here, its header is said to end at byte %d".formatted(dataStart));
    }
    byte[] json = read(channel, SafetensorsFormat.LENGTH_BYTES, (int) length).array();
    try {
      return new SafetensorsFile(
          path, channel, dataStart, SafetensorsHeader.parse(json, size - dataStart));
    } catch (SafetensorsHeader.InvalidHeaderException e) {
      throw corrupt(path, e.offset, e.problem);
    }
  }

  /** Returns the file. */
  public Path path() {
    return path;
  }

  /** Returns the texts about the file, empty if there are none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** Returns the tensors in the order of their values in the file. */
  public List<TensorSpec> tensors() {
    return header.entries().stream().map(SafetensorsHeader.Entry::tensor).toList();
  }

  /** Returns whether the file has a tensor of this name. */
  public boolean contains(String name) {
    return entries.containsKey(name);
  }

  /**
   * Returns a tensor's type and shape.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if the file has no such tensor
   */
  public TensorSpec tensor(String name) {
    return entry(name).tensor();
  }

  /**
   * Returns the values of a tensor as they are stored: row-major, a read-only little-endian view of
   * the mapped file.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if the file has no such tensor
   */
  public ByteBuffer bytes(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    long size = entry.tensor().byteSize();
    if (size > Integer.MAX_VALUE) {
      throw corrupt(
          path,
          dataStart + entry.begin(),
          "tensor %s has %d bytes, more than 2 GiB are not read".formatted(name, size));
    }
    try {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, dataStart + entry.begin(), size)
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
  }

  /**
   * Returns the values of a tensor as little-endian 32-bit floats: of an F32 tensor the mapped
   * bytes themselves, of an F16 or BF16 tensor an exact copy.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if the file has no such tensor or it is of
   *     another type
   */
  public ByteBuffer float32(String name) {
    ByteBuffer bytes = bytes(name);
    return switch (tensor(name).dtype()) {
      case F32 -> bytes;
      case F16 -> HalfPrecision.float16(bytes);
      case BF16 -> HalfPrecision.bfloat16(bytes);
      case BOOL, U8, I8, F8_E5M2, F8_E4M3, I16, U16, I32, U32, F64, I64, U64 ->
          throw corrupt(
              path,
              dataStart + entry(name).begin(),
              "tensor %s is of type %s, expected F32, F16 or BF16"
                  .formatted(name, tensor(name).dtype()));
    };
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
  }

  private SafetensorsHeader.Entry entry(String name) {
    SafetensorsHeader.Entry entry = entries.get(name);
    if (entry == null) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%s: has no tensor %s; its %d tensors start with %s"
              .formatted(path, name, entries.size(), entries.keySet().stream().limit(3).toList()));
    }
    return entry;
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  private static BertlineException corrupt(Path path, long offset, String message) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        "%s: byte %d: %s; is it a whole safetensors file?".formatted(path, offset, message));
  }
}
