package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bertline.classifier.ClassifierInfo;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextClassifierTest {
  @TempDir private Path directory;
  private String fingerprint = "";

  @BeforeEach
  void writeClassifier() throws IOException {
    TinyModel.write(directory);
    TinyModel.writeTokenizer(directory);
    try (Tokenizer tokenizer = Tokenizers.load(directory)) {
      fingerprint = tokenizer.fingerprint();
    }
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32)) {
      model.save(directory, List.of("no", "yes"));
    }
    Files.write(directory.resolve(ClassifierInfo.FILE), ClassifierInfoFile.write(info(0.5)));
  }

  @Test
  void predictsTextsInTheirOrder() {
    List<String> texts = List.of("w5 w6", "w7", "w8 w9 w10 w11", "", "w7");
    try (TextClassifier classifier = TextClassifier.load(directory)) {
      List<Prediction> predictions = classifier.classify(texts);
      assertThat(predictions).hasSize(5);
      assertThat(predictions.get(4).probability("yes"))
          .isCloseTo(predictions.get(1).probability("yes"), within(1e-6));
      assertThat(predictions.get(0).probabilities())
          .isNotEqualTo(predictions.get(1).probabilities());
      for (Prediction prediction : predictions) {
        double yes = prediction.probability("yes");
        assertThat(prediction.label()).isEqualTo(yes >= 0.5 ? "yes" : "no");
      }
      assertThat(classifier.classify(List.of())).isEmpty();
    }
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    try (TextClassifier classifier = TextClassifier.load(directory)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> classifier.classify(List.of("w5")))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(classifier.classify(List.of("w5"))).hasSize(1);
    }
  }

  @Test
  void aPairIsNotItsFirstText() {
    try (TextClassifier classifier = TextClassifier.load(directory)) {
      assertThat(classifier.classify(List.of("w5"), List.of("w6")))
          .isNotEqualTo(classifier.classify(List.of("w5")));
    }
  }

  @Test
  void decidesByTheGivenThreshold() {
    try (TextClassifier always = TextClassifier.load(directory, info(0), TinyModel.FP32);
        TextClassifier never = TextClassifier.load(directory, info(1), TinyModel.FP32)) {
      assertThat(always.classify(List.of("w5")).get(0).label()).isEqualTo("yes");
      assertThat(never.classify(List.of("w5")).get(0).label()).isEqualTo("no");
    }
  }

  @Test
  void refusesATokenizerItWasNotTrainedWith() {
    ClassifierInfo foreign =
        new ClassifierInfo(1, List.of("no", "yes"), "yes", 24, 0.5, 1, "another");
    assertRefused(foreign, "the classifier was trained with another");
  }

  @Test
  void refusesLabelsAndLengthsOfAnotherModel() {
    assertRefused(
        new ClassifierInfo(1, List.of("a", "b", "c"), null, 24, 0.5, 1, fingerprint),
        "names 3 labels, the model tells 2 apart");
    assertRefused(
        new ClassifierInfo(1, List.of("no", "yes"), "yes", 25, 0.5, 1, fingerprint),
        "says texts have up to 25 tokens, the model takes 24");
  }

  @Test
  void saysWhichFileIsMissing() throws IOException {
    Files.delete(directory.resolve(ClassifierInfo.FILE));
    assertThatThrownBy(() -> TextClassifier.load(directory))
        .isInstanceOfSatisfying(
            BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_FOUND))
        .hasMessageContaining("classifier.json");
  }

  private void assertRefused(ClassifierInfo info, String message) {
    assertThatThrownBy(() -> TextClassifier.load(directory, info, TinyModel.FP32))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
        .hasMessageContaining(message);
  }

  private ClassifierInfo info(double threshold) {
    return new ClassifierInfo(1, List.of("no", "yes"), "yes", 24, threshold, 1, fingerprint);
  }
}
