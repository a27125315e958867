package io.bertline.tensorbundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.wire.MalformedWireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBundleTest {
  @TempDir Path directory;
  private Path index;

  @BeforeEach
  void writeGolden() throws IOException {
    GoldenBundle.writeTo(directory);
    index = directory.resolve(GoldenBundle.INDEX);
  }

  @Test
  void theIndexNamesTheShards() {
    assertThat(TensorBundle.shardNames(file(GoldenBundle.INDEX), GoldenBundle.PREFIX))
        .isEqualTo(GoldenBundle.SHARDS);
  }

  @Test
  void readsWhatTensorFlowWrote() {
    try (TensorBundle bundle = open()) {
      assertThat(bundle.tensors()).hasSize(40);
      BundleTensor kernel = tensor(bundle, "bert/encoder/layer_1/intermediate/dense/kernel");
      assertThat(kernel.shape()).containsExactly(8L, 16L);
      assertThat(kernel.dataType()).isEqualTo(BundleTensor.FLOAT);
      assertThat(kernel.partitioned()).isFalse();
      assertThat(kernel.shard()).as("a name of the second half").isEqualTo(1);
      assertThat(floats(bundle, "bert/encoder/layer_1/intermediate/dense/kernel"))
          .startsWith(1.35f, 2.5f, 0.06f, 0.64f)
          .hasSize(8 * 16);
      assertThat(floats(bundle, "bert/embeddings/LayerNorm/beta"))
          .startsWith(-0.65f, -0.17f, 1.66f, 0.66f)
          .hasSize(8);
      assertThat(tensor(bundle, "global_step").shape()).as("a scalar").isEmpty();
      assertThat(bundle.read("global_step").getLong()).isEqualTo(7);
    }
  }

  @Test
  void anIndexCutOffAnywhereIsMalformed() throws IOException {
    byte[] whole = GoldenBundle.bytes(GoldenBundle.INDEX);
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(whole, length));
      assertThat(catchThrowable(() -> BundleIndex.parse(cut)))
          .as("cut at %d", length)
          .isInstanceOf(MalformedWireException.class);
    }
  }

  @Test
  void everyFlippedBitOfTheIndexIsFound() throws IOException {
    byte[] bytes = GoldenBundle.bytes(GoldenBundle.INDEX);
    // The last number before the footer's zeros; with its top bit set it is the same, longer.
    int sameNumber = 8 * (bytes.length - SortedTableFormat.FOOTER_BYTES + 5) + 7;
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      if (bit == sameNumber) {
        continue;
      }
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(catchThrowable(() -> BundleIndex.parse(ByteBuffer.wrap(bytes))))
          .as("bit %d", bit)
          .isInstanceOf(MalformedWireException.class);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void aDamagedIndexIsBadInputThatNamesTheByte() throws IOException {
    byte[] bytes = Files.readAllBytes(index);
    bytes[100] ^= 1;
    Files.write(index, bytes);
    BertlineException failure = failure();
    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_INPUT);
    assertThat(failure)
        .hasMessage(
            index
                + ": byte 0: the checksum of the block does not match; is it a whole checkpoint of"
                + " TensorFlow?");
  }

  @Test
  void aFlippedBitOfTheValuesIsFound() throws IOException {
    Path shard = directory.resolve(GoldenBundle.SHARDS.get(1));
    byte[] bytes = Files.readAllBytes(shard);
    for (int i = 0; i < bytes.length; i += 101) {
      bytes[i] ^= 1;
      Files.write(shard, bytes);
      try (TensorBundle bundle = open()) {
        List<BertlineException> failures = failuresOfReads(bundle);
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0))
            .hasMessageStartingWith(shard + ": byte ")
            .hasMessageContaining("the checksum of ");
      }
      bytes[i] ^= 1;
    }
  }

  @Test
  void aShardCutOffIsBadInput() throws IOException {
    Path shard = directory.resolve(GoldenBundle.SHARDS.get(0));
    byte[] whole = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(whole, whole.length - 1));
    assertThat(failure())
        .hasMessageStartingWith(shard + ": byte 3039: the file ends here, bert/encoder/layer_0/");
  }

  @Test
  void aShardTooFewIsBadInput() {
    BertlineException failure =
        catchThrowableOfType(
            BertlineException.class,
            () ->
                TensorBundle.open(
                    file(GoldenBundle.INDEX), List.of(file(GoldenBundle.SHARDS.get(0)))));
    assertThat(failure).hasMessageContaining("has 2 shards, got 1");
  }

  private TensorBundle open() {
    return TensorBundle.open(
        file(GoldenBundle.INDEX), GoldenBundle.SHARDS.stream().map(this::file).toList());
  }

  private BertlineException failure() {
    BertlineException failure = catchThrowableOfType(BertlineException.class, this::open);
    assertThat(failure).isNotNull();
    return failure;
  }

  private TensorBundle.File file(String name) {
    Path path = directory.resolve(name);
    return new TensorBundle.File(path, path.toString());
  }

  private static List<BertlineException> failuresOfReads(TensorBundle bundle) {
    List<BertlineException> failures = new ArrayList<>();
    for (Map.Entry<String, BundleTensor> entry : bundle.tensors().entrySet()) {
      BertlineException failure =
          catchThrowableOfType(BertlineException.class, () -> bundle.read(entry.getKey()));
      if (failure != null) {
        failures.add(failure);
      }
    }
    return failures;
  }

  private static BundleTensor tensor(TensorBundle bundle, String name) {
    return Objects.requireNonNull(bundle.tensors().get(name), name);
  }

  private static float[] floats(TensorBundle bundle, String name) {
    ByteBuffer values = bundle.read(name);
    float[] floats = new float[values.remaining() / Float.BYTES];
    values.asFloatBuffer().get(floats);
    return floats;
  }
}
