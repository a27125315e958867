package io.bertline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file that the Python package onnx made; the README beside the resource says how. */
class OnnxGraphTest {
  @TempDir Path directory;
  private Path file;
  private byte[] golden;

  @BeforeEach
  void readGolden() throws IOException {
    file = directory.resolve("model.onnx");
    try (InputStream in =
        Objects.requireNonNull(OnnxGraphTest.class.getResourceAsStream("golden.hex"))) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      golden = HexFormat.of().parseHex(hex.replace("\n", ""));
    }
  }

  @Test
  void initializersAreReadFromRawBytesAndFromPackedFloats() {
    OnnxGraph graph = read(golden);
    assertThat(graph.initializers())
        .containsOnlyKeys("onnx::MatMul_1", "dense.bias", "position_ids");
    OnnxTensor kernel = Objects.requireNonNull(graph.initializers().get("onnx::MatMul_1"));
    assertThat(kernel.dataType()).isEqualTo(OnnxTensor.FLOAT);
    assertThat(kernel.shape()).containsExactly(2L, 3L);
    assertThat(floats(kernel)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(floats(kernel)).as("a second time").containsExactly(1, 2, 3, 4, 5, 6);
    OnnxTensor bias = Objects.requireNonNull(graph.initializers().get("dense.bias"));
    assertThat(floats(bias)).containsExactly(0.5f, -0.5f, 0.25f);
  }

  @Test
  void nodesAreReadInTheirOrder() {
    List<OnnxNode> nodes = read(golden).nodes();
    assertThat(nodes)
        .extracting(OnnxNode::name)
        .containsExactly("/self/Constant", "/dense/MatMul", "/dense/Add");
    assertThat(nodes.get(1).operation()).isEqualTo("MatMul");
    assertThat(nodes.get(1).inputs()).containsExactly("x", "onnx::MatMul_1");
    assertThat(nodes.get(1).outputs()).containsExactly("y");
    assertThat(nodes.get(1).constant()).isNull();
    OnnxTensor heads = Objects.requireNonNull(nodes.get(0).constant());
    assertThat(heads.dataType()).isEqualTo(OnnxTensor.INT64);
    assertThat(heads.values().getLong()).isEqualTo(12);
  }

  @Test
  void aFileCutOffWithinTheGraphIsBadInput() {
    // The graph is the second of three fields; what follows it names the operator set.
    int graphEnd = golden.length - 6;
    for (int length = 0; length < graphEnd; length++) {
      assertBad(Arrays.copyOf(golden, length), "model.onnx: byte ");
    }
    assertThat(read(Arrays.copyOf(golden, graphEnd)).nodes()).hasSize(3);
  }

  @Test
  void aFlippedBitIsBadInputOrAnotherWholeGraph() {
    for (int bit = 0; bit < 8 * golden.length; bit++) {
      byte[] bytes = golden.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        read(bytes).initializers().values().forEach(OnnxGraphTest::floats);
      } catch (BertlineException e) {
        assertThat(e.kind()).isEqualTo(FailureKind.BAD_INPUT);
        assertThat(e).hasMessageContaining("model.onnx: byte ").hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void anotherKindOfFileIsBadInput() {
    assertBad("{\"model\": 1}".getBytes(StandardCharsets.UTF_8), "byte 0: ");
    assertBad(new byte[] {'P', 'K', 3, 4, 0, 0}, "is it a whole ONNX file?");
    assertBad(new byte[4096], "byte 0: field number 0");
    assertBad(new byte[0], "byte 0: the file ends without a graph");
  }

  private void assertBad(byte[] bytes, String message) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOfSatisfying(
            BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.BAD_INPUT))
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private OnnxGraph read(byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return OnnxGraph.read(file, "model.onnx");
  }

  private static float[] floats(OnnxTensor tensor) {
    ByteBuffer values = tensor.values();
    assertThat(values.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[values.remaining() / 4];
    values.asFloatBuffer().get(floats);
    return floats;
  }
}
