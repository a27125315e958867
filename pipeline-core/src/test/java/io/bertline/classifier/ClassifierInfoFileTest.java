package io.bertline.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierInfoFileTest {
  private static final ClassifierInfo INFO =
      new ClassifierInfo(1, List.of("no", "yes"), "yes", 128, 0.375, 1.25, "abc");

  @Test
  void readsWhatItWrote() {
    assertThat(ClassifierInfoFile.parse(ClassifierInfoFile.write(INFO), "classifier.json"))
        .isEqualTo(INFO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"formatVersion\" : 1 | \"formatVersion\" : 2 | format version 2, expected 1",
        "\"temperature\" : 1.25 | \"temperature\" : 0 | the temperature 0.0 is not above 0",
        "\"threshold\" : 0.375 | \"threshold\" : 1.5 | the threshold 1.5 is not in [0, 1]",
        "\"maxLength\" : 128 | \"maxLength\" : 1 | a maximum length below 3",
        "\"maxLength\" : 128, | '' | maxLength",
        "{ | '' | classifier.json: does not describe a classifier"
      })
  void saysWhatIsWrong(String right, String wrong, String message) {
    String json = new String(ClassifierInfoFile.write(INFO), StandardCharsets.UTF_8);
    byte[] broken = json.replace(right, wrong).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ClassifierInfoFile.parse(broken, "classifier.json"))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
        .hasMessageContaining(message);
  }

  @Test
  void saysThatThereIsNoFile(@TempDir Path directory) {
    assertThatThrownBy(() -> ClassifierInfoFile.read(directory))
        .isInstanceOfSatisfying(
            BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_FOUND));
  }
}
