package io.bertline.onnx;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import io.bertline.wire.MalformedWireException;
import io.bertline.wire.WireReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The graph of an ONNX file. Weights are views of the memory-mapped file.
 *
 * @param nodes the operations in the order of the file, which is one in which they can be executed
 * @param initializers the constant tensors by name, in the order of the file
 */
public record OnnxGraph(List<OnnxNode> nodes, Map<String, OnnxTensor> initializers) {

  /**
   * Reads a file.
   *
   * @param source how messages name the file
   * @throws BertlineException {@code BAD_INPUT} with the byte offset if it is not a whole ONNX file
   *     or keeps its weights in another file
   */
  public static OnnxGraph read(Path path, String source) {
    ByteBuffer bytes = map(path, source);
    try {
      return new OnnxReader().model(new WireReader(bytes, 0));
    } catch (MalformedWireException e) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "%s: byte %d: %s; is it a whole ONNX file?".formatted(source, e.offset(), e.problem()),
          e);
    }
  }

  private static ByteBuffer map(Path path, String source) {
    try (FileChannel channel = FileChannel.open(path)) {
      if (channel.size() > Integer.MAX_VALUE) {
        // Protocol Buffers' own limit for a message is the same.
        throw new BertlineException(
            FailureKind.BAD_INPUT, source + ": has more than 2 GiB, which no ONNX file can have");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
  }
}
