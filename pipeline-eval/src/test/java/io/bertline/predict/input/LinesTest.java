package io.bertline.predict.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void linesEndWithLfOrCrlfOrTheEnd() throws IOException {
    assertThat(read("a\nbc\r\n\nd\re")).containsExactly("1@0:a", "2@2:bc", "3@6:", "4@7:d\re");
    assertThat(read("a\n")).containsExactly("1@0:a");
    assertThat(read("\n")).containsExactly("1@0:");
    assertThat(read("")).isEmpty();
  }

  @Test
  void aLineThatNeverEndsIsRefusedBeforeItFillsTheMemory() {
    byte[] line = new byte[Lines.MAX_LINE_BYTES + 1];
    assertThatThrownBy(() -> new Lines("big.txt", new ByteArrayInputStream(line)).next())
        .isInstanceOfSatisfying(
            BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.BAD_INPUT))
        .hasMessage("big.txt: row 1 (byte 0): line is longer than 16 MiB; is this text?");
  }

  private static List<String> read(String text) throws IOException {
    Lines lines = new Lines("in.txt", new ByteArrayInputStream(text.getBytes(UTF_8)));
    List<String> read = new ArrayList<>();
    for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
      read.add(line.number() + "@" + line.offset() + ":" + new String(line.bytes(), UTF_8));
    }
    return read;
  }
}
