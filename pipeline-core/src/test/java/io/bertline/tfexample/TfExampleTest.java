package io.bertline.tfexample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.tfrecord.GoldenRecords;
import io.bertline.wire.MalformedWireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TfExampleTest {
  @Test
  void decodesWhatTensorFlowWrote() throws IOException {
    TfExample example = TfExample.decode(GoldenRecords.records().get(3));
    assertThat(example.int64Lists()).containsOnlyKeys("a", "b");
    assertThat(example.int64Lists().get("a")).isEmpty();
    assertThat(example.int64Lists().get("b")).containsExactly(-1, 1L << 62, Long.MIN_VALUE);
    assertThat(example.bytesLists()).containsOnlyKeys("c");
    assertThat(example.bytesLists().get("c"))
        .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .containsExactly("x", "", "yz");
  }

  @Test
  void encodesTheBytesThatTensorFlowWrites() throws IOException {
    byte[] record =
        new TfExampleEncoder()
            .text("id", "q-é")
            .int64List("input_mask", 1, 1, 1, 1, 1, 1, 1, 1)
            .int64List("input_type_ids", 0, 0, 0, 0, 0, 0, 0, 0)
            .int64List("input_word_ids", 101, 30521, 0, 127, 128, 16383, 16384, 102)
            .int64List("label", 1)
            .finish();
    assertThat(record).isEqualTo(GoldenRecords.records().get(1));
  }

  @Test
  void anEncoderStartsAfreshAfterEachExample() throws IOException {
    TfExampleEncoder encoder = new TfExampleEncoder();
    byte[] first = encoder.int64List("a").text("b", "x".repeat(5000)).finish();
    encoder.int64List("z", -5).finish();
    assertThat(encoder.int64List("a").text("b", "x".repeat(5000)).finish()).isEqualTo(first);
    assertThat(TfExample.decode(first).text("b")).hasSize(5000);
  }

  @Test
  void featuresComeInTheOrderOfTheirNames() {
    TfExampleEncoder encoder = new TfExampleEncoder().int64List("b", 1);
    assertThatThrownBy(() -> encoder.int64List("a", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> encoder.text("b", "twice"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unpackedNumbersAreRead() {
    // Features.feature["a"].int64_list with two varint fields instead of one packed field.
    byte[] record = {0x0a, 0x0d, 0x0a, 0x0b, 0x0a, 1, 'a', 0x12, 6, 0x1a, 4, 8, 5, 8, 7};
    assertThat(TfExample.decode(record).ints("a")).containsExactly(5, 7);
  }

  @Test
  void aRecordCutOffAnywhereIsMalformedOrEmpty() throws IOException {
    byte[] whole = GoldenRecords.records().get(2);
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> TfExample.decode(cut))
          .as("cut at %d", length)
          .isInstanceOf(MalformedWireException.class);
    }
  }

  @Test
  void aFlippedBitNeverCausesAnotherFailureThanMalformed() throws IOException {
    for (byte[] record : GoldenRecords.records()) {
      for (int bit = 0; bit < 8 * record.length; bit++) {
        record[bit / 8] ^= (byte) (1 << bit % 8);
        try {
          assertThat(TfExample.decode(record)).isNotNull();
        } catch (MalformedWireException e) {
          assertThat(e.offset()).isBetween(0L, (long) record.length);
        }
        record[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
  }

  @Test
  void aFeatureOfAnotherKindOrSizeIsNamed() {
    TfExample example =
        TfExample.decode(new TfExampleEncoder().int64List("numbers", 1).text("text", "x").finish());
    assertThatThrownBy(() -> example.ints("text")).hasMessageContaining("feature text");
    assertThatThrownBy(() -> example.text("numbers")).hasMessageContaining("feature numbers");
    TfExample large = new TfExample(Map.of("n", new long[] {1L << 32}), Map.of("t", List.of()));
    assertThatThrownBy(() -> large.ints("n")).hasMessageContaining("feature n holds 4294967296");
    assertThatThrownBy(() -> large.text("t")).hasMessageContaining("feature t");
  }
}
