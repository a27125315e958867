package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.bertline.failure.BertlineException;
import io.bertline.safetensors.SafetensorsFile;
import io.bertline.safetensors.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BertTrainerTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeModel() {
    TinyModel.write(directory);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void learnsWhatDecidesTheLabel(int labels) {
    try (BertModel model =
            BertModel.pretrained(directory, new HeadOptions(labels, 5), TinyModel.FP32);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
      double first = trainer.step(List.of(TinyModel.batch(64, labels, 0)), 0, 3e-3).loss();
      double last = first;
      for (int step = 1; step < 250; step++) {
        last = trainer.step(List.of(TinyModel.batch(64, labels, step % 4)), step, 3e-3).loss();
      }
      assertThat(first).isCloseTo(Math.log(labels), within(0.2));
      assertThat(last).isLessThan(first / 2);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "BF16"})
  void theSameSeedGivesTheSameBytes(Precision precision) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      Path saved = Files.createDirectory(directory.resolve("run-" + run));
      ModelOptions options = new ModelOptions("cpu", precision, 1);
      try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), options);
          BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
        for (int step = 0; step < 5; step++) {
          trainer.step(List.of(TinyModel.batch(8, 2, step)), step, 1e-3);
        }
        model.save(saved, List.of("no", "yes"));
      }
      files.add(Files.readAllBytes(saved.resolve("model.safetensors")));
    }
    assertThat(files.get(0)).isEqualTo(files.get(1));
  }

  @Test
  void microBatchesAddUpToTheStepOfOneBatch() {
    Batch whole = TinyModel.batch(12, 3, 1);
    TrainingOptions weighted =
        new TrainingOptions(0, 0, 0.1, new double[] {1, 2, 5}, 0.01, 1, 1, false, 0, 7);
    StepResult one = step(weighted, List.of(whole));
    StepResult parts = step(weighted, List.of(part(whole, 0, 5), part(whole, 5, 12)));
    assertThat(parts.loss()).isCloseTo(one.loss(), within(1e-6));
    assertThat(parts.gradientNorm()).isCloseTo(one.gradientNorm(), within(1e-6));
  }

  @Test
  void labelSmoothingMixesTheTargetWithAllLabels() {
    Batch batch = TinyModel.batch(6, 3, 1);
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(3, 5), TinyModel.FP32);
        BertTrainer trainer =
            BertTrainer.of(
                model, new TrainingOptions(0, 0, 0.3, new double[0], 0.01, 1, 1, false, 0, 7))) {
      float[][] logits = model.logits(batch);
      double expected = 0;
      for (int row = 0; row < 6; row++) {
        double normaliser = 0;
        for (float logit : logits[row]) {
          normaliser += Math.exp(logit);
        }
        for (int label = 0; label < 3; label++) {
          double target = (label == batch.labels()[row] ? 0.7 : 0) + 0.1;
          expected -= target * (logits[row][label] - Math.log(normaliser)) / 6;
        }
      }
      assertThat(trainer.step(List.of(batch), 0, 1e-3).loss()).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void frozenLayersStayAsTheyAreAndTheRestMoves() throws IOException {
    Path saved = Files.createDirectory(directory.resolve("saved"));
    TrainingOptions options =
        new TrainingOptions(0.1, 0.1, 0, new double[0], 0.01, 1, 1, false, 1, 7);
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32);
        BertTrainer trainer = BertTrainer.of(model, options)) {
      trainer.step(List.of(TinyModel.batch(8, 2, 1)), 0, 1e-2);
      model.save(saved, List.of("no", "yes"));
      assertThat(trainer.trainedParameterCount()).isLessThan(model.parameterCount());
    }
    try (SafetensorsFile before = SafetensorsFile.open(directory.resolve("model.safetensors"));
        SafetensorsFile after = SafetensorsFile.open(saved.resolve("model.safetensors"))) {
      for (TensorSpec tensor : before.tensors()) {
        boolean moved = !after.float32(tensor.name()).equals(before.float32(tensor.name()));
        assertThat(moved).as(tensor.name()).isEqualTo(tensor.name().contains("layer.1."));
      }
    }
  }

  @Test
  void refusesToFreezeLayersThatAreNotThere() {
    TrainingOptions options =
        new TrainingOptions(0.1, 0.1, 0, new double[0], 0.01, 1, 1, false, 3, 7);
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32)) {
      assertThatThrownBy(() -> BertTrainer.of(model, options))
          .isInstanceOf(BertlineException.class)
          .hasMessage("cannot freeze 3 layers of a model that has 2");
    }
  }

  @Test
  void goesOnFromWhatItSavedAsIfItHadNotStopped() throws IOException {
    Path checkpoint = Files.createDirectory(directory.resolve("checkpoint"));
    float[][] straight;
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
      for (int step = 0; step < 6; step++) {
        if (step == 3) {
          trainer.save(checkpoint);
        }
        trainer.step(List.of(TinyModel.batch(8, 2, step)), step, 1e-3);
      }
      straight = model.logits(TinyModel.batch(8, 2, 9));
    }
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 6), TinyModel.FP32);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
      trainer.load(checkpoint);
      for (int step = 3; step < 6; step++) {
        trainer.step(List.of(TinyModel.batch(8, 2, step)), step, 1e-3);
      }
      assertThat(model.logits(TinyModel.batch(8, 2, 9))).isDeepEqualTo(straight);
    }
  }

  /** The derivative in the direction of the gradient is the square of its norm. */
  @ParameterizedTest
  @EnumSource
  void gradientsAreThoseOfTheLossWithDropout(BackwardPass backwardPass) {
    WordOrder words = WordOrder.natural(TinyModel.CONFIG.vocabulary());
    HeadOptions head = new HeadOptions(3, 5);
    Batch batch = TinyModel.batch(16, 3, 1);
    try (BertModel model =
            BertModel.pretrained(directory, head, TinyModel.FP32, words, device -> backwardPass);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING);
        NDManager owner = model.manager().newSubManager()) {
      List<NDArray> gradients = trainer.gradients(batch, 1 / 16f, 9, owner).tensors();
      double squares = 0;
      for (NDArray gradient : gradients) {
        squares += gradient.square().sum().getFloat();
      }
      double distance = 4e-3 / Math.sqrt(squares);
      move(model, gradients, distance);
      double above = trainer.gradients(batch, 1 / 16f, 9, owner).loss().getFloat();
      move(model, gradients, -2 * distance);
      double below = trainer.gradients(batch, 1 / 16f, 9, owner).loss().getFloat();
      assertThat((above - below) / (2 * distance)).isCloseTo(squares, withinPercentage(1));
    }
  }

  private static void move(BertModel model, List<NDArray> direction, double distance) {
    for (int i = 0; i < direction.size(); i++) {
      model.parameters().tensors().get(i).addi(direction.get(i).mul(distance));
    }
  }

  @Test
  void layersLearnTheSlowerTheLowerTheyAre() throws IOException {
    TrainingOptions options = new TrainingOptions(0, 0, 0, new double[0], 0, 0, 0.1, false, 0, 7);
    Path saved = Files.createDirectory(directory.resolve("saved"));
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32);
        BertTrainer trainer = BertTrainer.of(model, options)) {
      trainer.step(List.of(TinyModel.batch(8, 2, 1)), 0, 1e-3);
      model.save(saved, List.of("no", "yes"));
    }
    // Adam's first step moves every number by the rate, whatever its gradient.
    assertThat(largestMove(saved, "bert.encoder.layer.1.output.dense.weight"))
        .isCloseTo(1e-3, withinPercentage(1));
    assertThat(largestMove(saved, "bert.encoder.layer.0.output.dense.weight"))
        .isCloseTo(1e-4, withinPercentage(1));
    assertThat(largestMove(saved, "bert.embeddings.word_embeddings.weight"))
        .isCloseTo(1e-5, withinPercentage(2));
  }

  private double largestMove(Path saved, String name) {
    try (SafetensorsFile before = SafetensorsFile.open(directory.resolve("model.safetensors"));
        SafetensorsFile after = SafetensorsFile.open(saved.resolve("model.safetensors"))) {
      ByteBuffer from = before.float32(name);
      ByteBuffer to = after.float32(name);
      double largest = 0;
      while (from.hasRemaining()) {
        largest = Math.max(largest, Math.abs(to.getFloat() - from.getFloat()));
      }
      return largest;
    }
  }

  @Test
  void frozenEmbeddingsStayAsTheyAreAndTheLayersMove() throws IOException {
    Path saved = Files.createDirectory(directory.resolve("saved"));
    TrainingOptions options =
        new TrainingOptions(0.1, 0.1, 0, new double[0], 0.01, 1, 1, true, 0, 7);
    WordOrder words = WordOrder.usedFirst(new BitSet(), TinyModel.CONFIG.vocabulary());
    try (BertModel model =
            BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32, words);
        BertTrainer trainer = BertTrainer.of(model, options)) {
      trainer.step(List.of(TinyModel.batch(8, 2, 1)), 0, 1e-2);
      trainer.settle();
      model.save(saved, List.of("no", "yes"));
    }
    assertThat(largestMove(saved, "bert.embeddings.word_embeddings.weight")).isZero();
    assertThat(largestMove(saved, "bert.embeddings.LayerNorm.weight")).isZero();
    assertThat(largestMove(saved, "bert.encoder.layer.0.output.dense.weight")).isPositive();
  }

  @Test
  void dropoutDependsOnTheStep() {
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
      Batch batch = TinyModel.batch(8, 2, 1);
      double first = trainer.step(List.of(batch), 0, 0).loss();
      assertThat(trainer.step(List.of(batch), 0, 0).loss()).isEqualTo(first);
      assertThat(trainer.step(List.of(batch), 1, 0).loss()).isNotEqualTo(first);
    }
  }

  @Test
  void gradientsThatAreNotFiniteChangeNothing() {
    Batch batch = TinyModel.batch(8, 2, 1);
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.WITHOUT_DROPOUT)) {
      trainer.step(List.of(batch), 0, 1e37);
      float[] before = model.parameters().tensors().get(0).toFloatArray();
      assertThat(trainer.step(List.of(batch), 1, 1e37).gradientNorm()).isNaN();
      assertThat(model.parameters().tensors().get(0).toFloatArray()).isEqualTo(before);
    }
  }

  @Test
  void theNumberOfNativeArraysDoesNotGrow() {
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
      int before = 0;
      for (int step = 0; step < 300; step++) {
        List<Batch> batches = List.of(TinyModel.batch(8, 2, step), TinyModel.batch(5, 2, step));
        trainer.step(batches, step, 1e-3);
        model.logits(batches.get(0));
        if (step == 0) {
          before = arrays(model, trainer);
        }
      }
      assertThat(arrays(model, trainer)).isEqualTo(before);
    }
  }

  private static int arrays(BertModel model, BertTrainer trainer) {
    return ((BaseNDManager) model.manager()).getManagedArrays().size()
        + ((BaseNDManager) trainer.manager()).getManagedArrays().size();
  }

  private StepResult step(TrainingOptions options, List<Batch> microBatches) {
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(3, 5), TinyModel.FP32);
        BertTrainer trainer = BertTrainer.of(model, options)) {
      return trainer.step(microBatches, 0, 1e-3);
    }
  }

  private static Batch part(Batch batch, int from, int to) {
    List<int[]> ids = new ArrayList<>();
    List<int[]> types = new ArrayList<>();
    int[] labels = new int[to - from];
    for (int row = from; row < to; row++) {
      int[] tokens = new int[batch.lengths()[row]];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = (int) batch.inputIds()[row * batch.length() + i];
      }
      ids.add(tokens);
      types.add(new int[tokens.length]);
      labels[row - from] = (int) batch.labels()[row];
    }
    return Batch.of(ids, types, labels);
  }
}
