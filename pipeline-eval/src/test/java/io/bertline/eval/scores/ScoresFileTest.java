package io.bertline.eval.scores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoresFileTest {
  @Test
  void aRowIsALineOfJson() throws IOException {
    Scores scores =
        new Scores(
            List.of("0-17", "0-\"ü\""),
            new int[] {1, 0},
            new float[][] {{0, 1.25f}, {-0.1f, Float.MIN_VALUE}});

    assertThat(written(scores))
        .isEqualTo(
            """
            {"id":"0-17","label":1,"logits":[0.0,1.25]}
            {"id":"0-\\"ü\\"","label":0,"logits":[-0.1,1.4E-45]}
            """);
  }

  @Test
  void everyFloatReadsBackAsItself() throws IOException {
    Random random = new Random(1);
    float[][] logits =
        IntStream.range(0, 2000)
            .mapToObj(row -> new float[] {finite(random), finite(random), finite(random)})
            .toArray(float[][]::new);
    List<String> ids = IntStream.range(0, 2000).mapToObj(String::valueOf).toList();
    Scores scores = new Scores(ids, random.ints(2000, 0, 3).toArray(), logits);

    Scores read = read(written(scores), 3);

    assertThat(read.ids()).isEqualTo(ids);
    assertThat(read.labels()).isEqualTo(scores.labels());
    for (int row = 0; row < logits.length; row++) {
      assertThat(read.logits()[row]).isEqualTo(logits[row]);
    }
  }

  @Test
  void aFileThatIsNoneOfOursIsCorruptAndTheRowNamed() {
    String good = "{\"id\":\"a\",\"label\":1,\"logits\":[0,1]}\n";
    for (String bad :
        List.of(
            "{\"id\":\"b\",\"label\":1,\"logits\":[0]}",
            "{\"id\":\"b\",\"label\":2,\"logits\":[0,1]}",
            "{\"id\":\"b\",\"label\":-1,\"logits\":[0,1]}",
            "{\"id\":\"b\",\"label\":1}",
            "{\"id\":null,\"label\":1,\"logits\":[0,1]}",
            "{\"id\":\"b\",\"label\":1,\"logits\":[0,",
            "null",
            "[]",
            "x")) {
      assertThatThrownBy(() -> read(good + bad, 2))
          .as(bad)
          .isInstanceOfSatisfying(
              BertlineException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
          .hasMessageStartingWith("scores-test.jsonl: row 2: ")
          .hasMessageNotContaining("\n");
    }
  }

  private static float finite(Random random) {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) ? value : 0;
  }

  private static String written(Scores scores) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScoresFile.write(scores, out);
    return out.toString(UTF_8);
  }

  private static Scores read(String content, int labels) {
    return ScoresFile.read(
        new ByteArrayInputStream(content.getBytes(UTF_8)), labels, "scores-test.jsonl");
  }
}
