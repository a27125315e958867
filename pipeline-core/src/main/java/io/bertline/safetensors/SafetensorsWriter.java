package io.bertline.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes a safetensors file, one tensor at a time, in the given order. Equal arguments give equal
 * bytes.
 */
public final class SafetensorsWriter {
  private static final int CHUNK = 1 << 16;

  private final List<TensorSpec> tensors;
  private final byte[] header;

  /**
   * @param tensors what the file will hold; names are unique
   * @param metadata texts about the file; {@link SafetensorsFormat#PYTORCH} for PyTorch
   */
  public SafetensorsWriter(List<TensorSpec> tensors, Map<String, String> metadata) {
    this.tensors = List.copyOf(tensors);
    this.header = header(this.tensors, metadata);
  }

  /** Returns the size of the file in bytes. */
  public long size() {
    return tensors.stream()
        .mapToLong(TensorSpec::byteSize)
        .reduce(SafetensorsFormat.LENGTH_BYTES + header.length, Math::addExact);
  }

  /** Writes the file; does not close the stream. May be called again. */
  public void writeTo(OutputStream out, TensorSource source) throws IOException {
    out.write(
        ByteBuffer.allocate(SafetensorsFormat.LENGTH_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    out.write(header);
    byte[] chunk = new byte[CHUNK];
    for (TensorSpec tensor : tensors) {
      ByteBuffer values = source.read(tensor).duplicate();
      if (values.remaining() != tensor.byteSize()) {
        throw new IllegalArgumentException(
            tensor.name() + ": got " + values.remaining() + " bytes for " + tensor);
      }
      while (values.hasRemaining()) {
        int length = Math.min(chunk.length, values.remaining());
        values.get(chunk, 0, length);
        out.write(chunk, 0, length);
      }
    }
  }

  private static byte[] header(List<TensorSpec> tensors, Map<String, String> metadata) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(SafetensorsFormat.METADATA);
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      Set<String> names = new HashSet<>(Set.of(SafetensorsFormat.METADATA));
      for (TensorSpec tensor : tensors) {
        if (!names.add(tensor.name())) {
          throw new IllegalArgumentException(tensor.name() + ": the name is taken");
        }
        long end = Math.addExact(begin, tensor.byteSize());
        writeEntry(json, tensor, begin, end);
        begin = end;
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    while ((SafetensorsFormat.LENGTH_BYTES + bytes.size()) % SafetensorsFormat.ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private static void writeEntry(JsonGenerator json, TensorSpec tensor, long begin, long end)
      throws IOException {
    json.writeObjectFieldStart(tensor.name());
    json.writeStringField(SafetensorsFormat.DTYPE, tensor.dtype().name());
    json.writeArrayFieldStart(SafetensorsFormat.SHAPE);
    for (long dimension : tensor.shape()) {
      json.writeNumber(dimension);
    }
    json.writeEndArray();
    json.writeArrayFieldStart(SafetensorsFormat.DATA_OFFSETS);
    json.writeNumber(begin);
    json.writeNumber(end);
    json.writeEndArray();
    json.writeEndObject();
  }
}
