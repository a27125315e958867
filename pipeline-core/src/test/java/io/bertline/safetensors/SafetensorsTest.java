package io.bertline.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static final List<TensorSpec> TENSORS =
      List.of(
          TensorSpec.float32("bert.weight", 3, 2),
          TensorSpec.float32("bert.bias", 3),
          new TensorSpec("half", DType.F16, List.of(5L)),
          new TensorSpec("brain", DType.BF16, List.of(4L)),
          new TensorSpec("step", DType.I64, List.of()),
          TensorSpec.float32("empty", 0, 7));

  @TempDir Path directory;

  @Test
  void everyTensorComesBackBitForBit() throws IOException {
    Map<String, byte[]> values = randomValues();
    try (SafetensorsFile file = SafetensorsFile.open(write(values))) {
      assertThat(file.metadata()).isEqualTo(SafetensorsFormat.PYTORCH);
      assertThat(file.tensors()).containsExactlyInAnyOrderElementsOf(TENSORS);
      for (TensorSpec tensor : TENSORS) {
        byte[] actual = new byte[(int) tensor.byteSize()];
        file.bytes(tensor.name()).get(actual);
        assertThat(actual).as(tensor.name()).isEqualTo(values.get(tensor.name()));
      }
    }
  }

  @Test
  void valuesStayReadableAfterClosing() throws IOException {
    Map<String, byte[]> values = randomValues();
    ByteBuffer weight;
    try (SafetensorsFile file = SafetensorsFile.open(write(values))) {
      weight = file.float32("bert.weight");
    }
    assertThat(weight.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(weight.isReadOnly()).isTrue();
    byte[] actual = new byte[24];
    weight.get(actual);
    assertThat(actual).isEqualTo(values.get("bert.weight"));
  }

  @Test
  void writesTheBytesOfTheReferenceImplementation() throws IOException {
    // safetensors 0.8.0 (Python): save({"a": [[1, 2], [3, -0.5]], "b": [7]}, {"format": "pt"})
    String expected =
        "9000000000000000"
            + hex(
                "{\"__metadata__\":{\"format\":\"pt\"},"
                    + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
                    + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]}} ")
            + "0000803f0000004000004040000000bf0000e040";
    List<TensorSpec> tensors = List.of(TensorSpec.float32("a", 2, 2), TensorSpec.float32("b", 1));
    SafetensorsWriter writer = new SafetensorsWriter(tensors, SafetensorsFormat.PYTORCH);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.writeTo(out, tensor -> tensor.name().equals("a") ? floats(1, 2, 3, -0.5f) : floats(7));
    assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(expected);
    assertThat(writer.size()).isEqualTo(out.size());
  }

  @Test
  void valuesStartAtAMultipleOfEightWhateverTheHeadersLength() throws IOException {
    for (int length = 1; length <= 16; length++) {
      TensorSpec tensor = TensorSpec.float32("x".repeat(length), 1);
      SafetensorsWriter writer = new SafetensorsWriter(List.of(tensor), Map.of());
      assertThat(writer.size() % 8).isEqualTo(4);
    }
  }

  @Test
  void everyHalfPrecisionValueWidensExactly() throws IOException {
    int count = 1 << 16;
    ByteBuffer bits = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bits.putShort((short) i);
    }
    List<TensorSpec> tensors =
        List.of(
            new TensorSpec("half", DType.F16, List.of((long) count)),
            new TensorSpec("brain", DType.BF16, List.of((long) count)));
    Path path = directory.resolve("halves.safetensors");
    writeTo(path, tensors, Map.of("half", bits.array(), "brain", bits.array()));
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      ByteBuffer half = file.float32("half");
      ByteBuffer brain = file.float32("brain");
      for (int i = 0; i < count; i++) {
        assertThat(half.getFloat()).as("half %x", i).isEqualTo(Float.valueOf(halfByDefinition(i)));
        assertThat(brain.getInt()).as("brain %x", i).isEqualTo(i << 16);
      }
    }
  }

  /** IEEE 754-2008, 3.4: binary16. */
  private static float halfByDefinition(int bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double magnitude;
    if (exponent == 31) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, -24);
    } else {
      magnitude = Math.scalb(1024.0 + fraction, exponent - 25);
    }
    return (float) (bits >> 15 == 0 ? magnitude : -magnitude);
  }

  @Test
  void aFileCutOffAnywhereIsCorruptAndTheMessageNamesTheByte() throws IOException {
    byte[] whole = Files.readAllBytes(write(randomValues()));
    Path cut = directory.resolve("cut.safetensors");
    for (int length = 0; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      BertlineException failure =
          catchThrowableOfType(BertlineException.class, () -> SafetensorsFile.open(cut));
      assertThat(failure).as("cut at %d", length).isNotNull();
      assertThat(failure.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT);
      assertThat(failure).hasMessageMatching("(?s).*cut\\.safetensors: byte \\d+: .*");
    }
  }

  @Test
  void aFlippedBitInTheHeaderIsCorruptOrGivesAnotherConsistentHeader() throws IOException {
    byte[] whole = Files.readAllBytes(write(randomValues()));
    int headerEnd = 8 + ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt();
    Path flipped = directory.resolve("flipped.safetensors");
    int corrupt = 0;
    for (int bit = 0; bit < 8 * headerEnd; bit++) {
      byte[] bytes = whole.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(flipped, bytes);
      try (SafetensorsFile file = SafetensorsFile.open(flipped)) {
        for (TensorSpec tensor : file.tensors()) {
          assertThat(file.bytes(tensor.name()).remaining()).isEqualTo((int) tensor.byteSize());
        }
      } catch (BertlineException e) {
        assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT);
        corrupt++;
      }
    }
    assertThat(corrupt).isGreaterThan(4 * headerEnd);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          unknown dtype        | {'a':{'dtype':'F33','shape':[1],'data_offsets':[0,4]}}       | unknown dtype F33
          beyond the end       | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}       | at [0, 8) of 4 bytes
          backwards            | {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}       | at [4, 0) of 4 bytes
          another size         | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}       | has 8 bytes, its offsets span 4
          size overflow        | {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,4]}} | too large
          number overflow      | {'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,4]}}  | shape holds something but sizes
          negative size        | {'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}      | shape holds something but sizes
          fraction             | {'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}}     | shape holds something but sizes
          one offset           | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}}         | lacks dtype, shape or two data_offsets
          no dtype             | {'a':{'shape':[1],'data_offsets':[0,4]}}                     | lacks dtype, shape or two data_offsets
          unknown field        | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}} | unknown field x
          overlap              | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'U8','shape':[2],'data_offsets':[2,4]}} | they overlap
          hole                 | {'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},'b':{'dtype':'U8','shape':[1],'data_offsets':[3,4]}}  | there is a hole
          unused values        | {'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}        | the tensors have 1 bytes, the file holds 4
          duplicate name       | {'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'a':{'dtype':'U8','shape':[2],'data_offsets':[2,4]}}  | Duplicate field 'a'
          not an object        | {'a':7}                                                      | a is not an object
          not JSON             | {'a':{]                                                      | not JSON
          a list               | [1]                                                          | does not start with '{'
          more after it        | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} {}    | follows the header's closing brace
          metadata not text    | {'__metadata__':{'format':1}}                                | metadata format is not a string
          """)
  void aHeaderThatLiesIsCorrupt(String what, String header, String message) throws IOException {
    Path path = directory.resolve("lying.safetensors");
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Files.write(
        path,
        ByteBuffer.allocate(12 + json.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array());
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .as(what)
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
        .hasMessageContaining("lying.safetensors: byte ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aHugeHeaderLengthIsRefusedBeforeAnythingIsAllocated() throws IOException {
    Path path = directory.resolve("huge.safetensors");
    for (long length : new long[] {Long.MAX_VALUE, -1, SafetensorsFormat.MAX_HEADER_BYTES + 1L}) {
      Files.write(
          path, ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
      assertThatThrownBy(() -> SafetensorsFile.open(path))
          .isInstanceOf(BertlineException.class)
          .hasMessageContaining("byte 0: the header is said to have");
    }
  }

  @Test
  void aMissingTensorAndAMissingFileAreNamed() throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(write(randomValues()))) {
      assertThatThrownBy(() -> file.bytes("pooler")).hasMessageContaining("has no tensor pooler");
      assertThatThrownBy(() -> file.float32("step")).hasMessageContaining("step is of type I64");
    }
    assertThatThrownBy(() -> SafetensorsFile.open(directory.resolve("none.safetensors")))
        .isInstanceOfSatisfying(
            BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_FOUND))
        .hasMessageContaining("none.safetensors: does not exist");
  }

  @Test
  void aWriterRefusesValuesOfTheWrongSizeAndRepeatedNames() {
    TensorSpec tensor = TensorSpec.float32("a", 2);
    SafetensorsWriter writer = new SafetensorsWriter(List.of(tensor), Map.of());
    assertThatThrownBy(() -> writer.writeTo(new ByteArrayOutputStream(), any -> floats(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SafetensorsWriter(List.of(tensor, tensor), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Path write(Map<String, byte[]> values) throws IOException {
    Path path = directory.resolve("whole.safetensors");
    writeTo(path, TENSORS, values);
    return path;
  }

  private static void writeTo(Path path, List<TensorSpec> tensors, Map<String, byte[]> values)
      throws IOException {
    try (var out = Files.newOutputStream(path)) {
      new SafetensorsWriter(tensors, SafetensorsFormat.PYTORCH)
          .writeTo(out, tensor -> ByteBuffer.wrap(values.get(tensor.name())));
    }
  }

  private static Map<String, byte[]> randomValues() {
    Random random = new Random(1);
    return TENSORS.stream()
        .collect(
            Collectors.toMap(
                TensorSpec::name,
                tensor -> {
                  byte[] bytes = new byte[(int) tensor.byteSize()];
                  random.nextBytes(bytes);
                  return bytes;
                }));
  }

  private static ByteBuffer floats(float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer;
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
