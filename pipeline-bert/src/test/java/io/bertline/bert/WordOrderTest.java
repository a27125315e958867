package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bertline.safetensors.SafetensorsFile;
import io.bertline.safetensors.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordOrderTest {
  private static final int VOCABULARY = TinyModel.CONFIG.vocabulary();
  private static final double RATE = 1e-2;
  private static final int STEPS = 12;

  @TempDir private Path directory;

  @BeforeEach
  void writeModel() {
    TinyModel.write(directory);
  }

  @Test
  void usedWordsComeFirstAndPaddingIsUsed() {
    BitSet words = new BitSet();
    words.set(7);
    words.set(3);
    words.set(VOCABULARY + 5);
    WordOrder order = WordOrder.usedFirst(words, VOCABULARY);
    assertThat(order.used()).isEqualTo(3);
    assertThat(List.of(order.row(0), order.row(3), order.row(7), order.row(1), order.row(49)))
        .containsExactly(0, 1, 2, 3, 49);
  }

  /**
   * Words of no training row have no gradient, and so no averages: all that AdamW does to them is
   * decay, here rounded once and there in every step.
   */
  @Test
  void trainingGivesTheSameModelInEveryOrder() throws IOException {
    Path natural = train("natural", WordOrder.natural(VOCABULARY));
    Path usedFirst = train("used-first", WordOrder.usedFirst(wordsOfTraining(), VOCABULARY));
    try (SafetensorsFile expected = SafetensorsFile.open(natural.resolve("model.safetensors"));
        SafetensorsFile found = SafetensorsFile.open(usedFirst.resolve("model.safetensors"))) {
      for (TensorSpec tensor : expected.tensors()) {
        ByteBuffer a = expected.float32(tensor.name());
        ByteBuffer b = found.float32(tensor.name());
        while (a.hasRemaining()) {
          assertThat(b.getFloat()).as(tensor.name()).isCloseTo(a.getFloat(), within(1e-6f));
        }
      }
    }
  }

  @Test
  void unusedWordsCanBeScored() throws IOException {
    BitSet few = new BitSet();
    few.set(4);
    Batch batch = TinyModel.batch(6, 2, 1);
    try (BertModel natural = model(WordOrder.natural(VOCABULARY));
        BertModel ordered = model(WordOrder.usedFirst(few, VOCABULARY))) {
      assertThat(ordered.logits(batch)).isDeepEqualTo(natural.logits(batch));
    }
  }

  @Test
  void decayThatWasPutOffSurvivesAnInterruption() throws IOException {
    Path straight = train("straight", WordOrder.usedFirst(wordsOfTraining(), VOCABULARY));
    Path checkpoint = Files.createDirectory(directory.resolve("checkpoint"));
    Path saved = Files.createDirectory(directory.resolve("resumed"));
    WordOrder words = WordOrder.usedFirst(wordsOfTraining(), VOCABULARY);
    try (BertModel model = model(words);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
      steps(trainer, 0, 5);
      trainer.save(checkpoint);
    }
    try (BertModel model = model(words);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
      trainer.load(checkpoint);
      steps(trainer, 5, STEPS);
      trainer.settle();
      model.save(saved, List.of("no", "yes"));
    }
    assertThat(saved.resolve("model.safetensors"))
        .hasSameBinaryContentAs(straight.resolve("model.safetensors"));
  }

  private Path train(String name, WordOrder words) throws IOException {
    Path saved = Files.createDirectory(directory.resolve(name));
    try (BertModel model = model(words);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
      steps(trainer, 0, STEPS);
      trainer.settle();
      model.save(saved, List.of("no", "yes"));
    }
    return saved;
  }

  private BertModel model(WordOrder words) {
    return BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32, words);
  }

  private static void steps(BertTrainer trainer, int from, int to) {
    for (int step = from; step < to; step++) {
      trainer.step(List.of(batch(step)), step, RATE);
    }
  }

  private static Batch batch(int step) {
    return TinyModel.batch(3, 2, step % 2);
  }

  private static BitSet wordsOfTraining() {
    BitSet words = new BitSet();
    for (int step = 0; step < 2; step++) {
      for (long id : batch(step).inputIds()) {
        words.set((int) id);
      }
    }
    assertThat(words.cardinality()).isLessThan(VOCABULARY - 5);
    return words;
  }
}
