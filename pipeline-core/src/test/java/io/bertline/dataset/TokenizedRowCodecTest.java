package io.bertline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.tfexample.TfExampleEncoder;
import io.bertline.tfrecord.GoldenRecords;
import io.bertline.wire.MalformedWireException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenizedRowCodecTest {
  private final TokenizedRowCodec codec = new TokenizedRowCodec(List.of("region", "length_bucket"));

  @Test
  void aTrainingRowIsTheExampleThatTensorFlowWrites() throws IOException {
    TokenizedRow row =
        new TokenizedRow(new int[] {101, 2129, 102}, new int[3], 0, "0-17", null, null, Map.of());
    assertThat(codec.encode(row)).isEqualTo(GoldenRecords.records().get(0));
    assertThat(codec.decode(codec.encode(row))).usingRecursiveComparison().isEqualTo(row);
  }

  @Test
  void aTestRowWithSlicesIsTheExampleThatTensorFlowWrites() throws IOException {
    TokenizedRow row =
        new TokenizedRow(
            new int[] {101, 7592, 102, 2088, 102},
            new int[] {0, 0, 0, 1, 1},
            3,
            "0-99",
            "hello",
            "wörld\n",
            Map.of("region", "EU", "length_bucket", ""));
    assertThat(codec.encode(row)).isEqualTo(GoldenRecords.records().get(2));
    assertThat(codec.decode(codec.encode(row))).usingRecursiveComparison().isEqualTo(row);
  }

  @Test
  void anExampleThatIsNoRowIsMalformed() throws IOException {
    byte[] other = GoldenRecords.records().get(3);
    assertThatThrownBy(() -> codec.decode(other))
        .isInstanceOf(MalformedWireException.class)
        .hasMessageContaining("no numbers in feature input_word_ids");
    assertThatThrownBy(() -> codec.decode(example(new int[] {1, 2}, new int[1], new int[1])))
        .hasMessageContaining("1 input_type_ids for 2 input_word_ids");
    assertThatThrownBy(() -> codec.decode(example(new int[1], new int[1], new int[2])))
        .hasMessageContaining("2 labels");
  }

  @Test
  void aSliceColumnCannotHaveTheNameOfAFeature() {
    assertThatThrownBy(() -> new TokenizedRowCodec(List.of("region", "label")))
        .isInstanceOfSatisfying(
            BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
        .hasMessageStartingWith("slice column 'label'");
  }

  private static byte[] example(int[] inputIds, int[] typeIds, int[] label) {
    return new TfExampleEncoder()
        .text("id", "0")
        .int64List("input_type_ids", typeIds)
        .int64List("input_word_ids", inputIds)
        .int64List("label", label)
        .finish();
  }
}
