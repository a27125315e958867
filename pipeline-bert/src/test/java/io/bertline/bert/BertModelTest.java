package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.BertTensors;
import io.bertline.safetensors.SafetensorsFile;
import io.bertline.safetensors.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BertModelTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeModel() {
    TinyModel.write(directory);
  }

  @ParameterizedTest
  @CsvSource({"2, FP32", "3, FP32", "2, BF16"})
  void aSavedModelGivesTheSameLogitsBitByBit(int labels, Precision precision) throws IOException {
    ModelOptions options = new ModelOptions("cpu", precision, 1);
    Path saved = Files.createDirectory(directory.resolve("saved"));
    Batch batch = TinyModel.batch(9, labels, 1);
    float[][] logits;
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(labels, 5), options);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
      trainer.step(List.of(batch), 0, 1e-2);
      logits = model.logits(batch);
      model.save(saved, List.of("a", "b", "c").subList(0, labels));
    }
    try (BertModel model = BertModel.classifier(saved, options)) {
      assertThat(model.logits(batch)).isDeepEqualTo(logits);
      assertThat(model.config().labels()).isEqualTo(List.of("a", "b", "c").subList(0, labels));
      assertThat(logits[0]).hasSize(labels);
    }
  }

  @ParameterizedTest
  @CsvSource({"FP32, 0", "BF16, 0.02"})
  void aModelThatOnlyScoresGivesTheLogitsOfOneThatCanBeTrained(
      Precision precision, double tolerance) throws IOException {
    ModelOptions options = new ModelOptions("cpu", precision, 1);
    Path saved = Files.createDirectory(directory.resolve("saved"));
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(3, 5), options)) {
      model.save(saved, List.of("a", "b", "c"));
    }
    try (BertModel model = BertModel.classifier(saved, options);
        BertModel scorer = BertModel.scorer(saved, options)) {
      assertThat(scorer.precision()).isEqualTo(precision);
      for (int rows : new int[] {1, 9}) {
        Batch batch = TinyModel.batch(rows, 3, rows);
        float[][] expected = model.logits(batch);
        float[][] logits = scorer.logits(batch);
        for (int row = 0; row < rows; row++) {
          assertThat(logits[row]).containsExactly(expected[row], within((float) tolerance));
        }
      }
    }
  }

  @Test
  void aModelThatOnlyScoresIsNotTrained() throws IOException {
    Path saved = Files.createDirectory(directory.resolve("saved"));
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.BF16)) {
      model.save(saved, List.of("a", "b"));
    }
    try (BertModel scorer = BertModel.scorer(saved, TinyModel.BF16)) {
      assertThatThrownBy(() -> BertTrainer.of(scorer, TinyModel.TRAINING))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not to be trained");
    }
  }

  @Test
  void aSigmoidUnitIsSavedAsTwoLogitsOfWhichTheFirstIsZero() throws IOException {
    Path saved = Files.createDirectory(directory.resolve("saved"));
    Batch batch = TinyModel.batch(3, 2, 1);
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32)) {
      assertThat(model.logits(batch)[0][0]).isZero();
      assertThat(model.logits(batch)[0][1]).isNotZero();
      model.save(saved, List.of("no", "yes"));
    }
    try (SafetensorsFile weights = SafetensorsFile.open(saved.resolve("model.safetensors"))) {
      assertThat(weights.tensor(BertTensors.CLASSIFIER_WEIGHT).shape()).containsExactly(2L, 16L);
      ByteBuffer classifier = weights.float32(BertTensors.CLASSIFIER_WEIGHT);
      for (int i = 0; i < 16; i++) {
        assertThat(classifier.getFloat()).isZero();
      }
      assertThat(classifier.getFloat()).isNotZero();
    }
  }

  @Test
  void holdsTheTensorsOfTheFileAndNothingElse() throws IOException {
    Path saved = Files.createDirectory(directory.resolve("saved"));
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(3, 5), TinyModel.FP32)) {
      model.save(saved, List.of("a", "b", "c"));
      assertThat(model.parameterCount())
          .isEqualTo(
              numbers(BertTensors.encoder(TinyModel.CONFIG))
                  + numbers(BertTensors.pooler(TinyModel.CONFIG))
                  + 3 * 16
                  + 3);
    }
    try (SafetensorsFile before = SafetensorsFile.open(directory.resolve("model.safetensors"));
        SafetensorsFile after = SafetensorsFile.open(saved.resolve("model.safetensors"))) {
      for (TensorSpec tensor : before.tensors()) {
        assertThat(after.float32(tensor.name())).isEqualTo(before.float32(tensor.name()));
      }
    }
  }

  @Test
  void paddingDoesNotChangeALogit() {
    int[] text = {5, 6, 7, 8};
    int[] longer = {9, 10, 11, 12, 13, 14, 15, 16, 17};
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32)) {
      float alone = model.logits(Batch.of(List.of(text), List.of(new int[4]), new int[0]))[0][1];
      float padded =
          model
              .logits(Batch.of(List.of(text, longer), List.of(new int[4], new int[9]), new int[0]))[
              0][1];
      assertThat(padded).isCloseTo(alone, within(1e-6f));
    }
  }

  @Test
  void scoresManyRowsInTheirOrder() {
    TokenRows.Builder builder = new TokenRows.Builder();
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int[] text = new int[3 + (i * 7) % 11];
      java.util.Arrays.setAll(text, place -> 3 + place);
      text[1] = 20 + i;
      texts.add(text);
      builder.add(text, new int[text.length], 0);
    }
    int[] scored = new int[1];
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32)) {
      float[][] logits =
          model.logits(builder.build(), LengthSortedBatches.ofRows(4), rows -> scored[0] += rows);
      assertThat(scored[0]).isEqualTo(20);
      for (int i = 0; i < 20; i++) {
        Batch one =
            Batch.of(List.of(texts.get(i)), List.of(new int[texts.get(i).length]), new int[0]);
        assertThat(logits[i][1]).isCloseTo(model.logits(one)[0][1], within(1e-6f));
      }
    }
  }

  @Test
  void namesTheTensorThatTheFileLacks() throws IOException {
    Files.writeString(
        directory.resolve(BertConfigFile.FILE),
        Files.readString(directory.resolve(BertConfigFile.FILE))
            .replace("\"num_hidden_layers\" : 2", "\"num_hidden_layers\" : 3"));
    assertThatThrownBy(() -> BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
        .hasMessageContaining("bert.encoder.layer.2.attention.self.query.weight")
        .hasMessageContaining("model.safetensors");
  }

  @Test
  void namesTheTensorOfAnotherShape() throws IOException {
    Files.writeString(
        directory.resolve(BertConfigFile.FILE),
        Files.readString(directory.resolve(BertConfigFile.FILE))
            .replace("\"vocab_size\" : 50", "\"vocab_size\" : 60"));
    assertThatThrownBy(() -> BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
        .hasMessageContaining(
            "tensor bert.embeddings.word_embeddings.weight has the shape [50, 16]")
        .hasMessageContaining("expected [60, 16]");
  }

  @Test
  void aPretrainedModelIsNotAClassifier() {
    assertThatThrownBy(() -> BertModel.classifier(directory, TinyModel.FP32))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
        .hasMessageContaining("names 0 labels");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 50})
  void refusesTokensTheModelDoesNotKnow(int id) {
    assertRefused(
        Batch.of(List.of(new int[] {1, id}), List.of(new int[2]), new int[0]),
        "token id " + id + " is not one of the 50 the model knows");
  }

  @Test
  void refusesTextsLongerThanTheModelTakes() {
    assertRefused(
        Batch.of(List.of(new int[25]), List.of(new int[25]), new int[0]),
        "a text of 25 tokens is longer than the 24 positions of the model");
  }

  private void assertRefused(Batch batch, String message) {
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32)) {
      assertThatThrownBy(() -> model.logits(batch))
          .isInstanceOfSatisfying(
              BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.BAD_INPUT))
          .hasMessageStartingWith(message);
    }
  }

  private static long numbers(List<TensorSpec> tensors) {
    return tensors.stream().mapToLong(TensorSpec::elements).sum();
  }
}
