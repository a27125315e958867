package io.bertline.train.selftest;

import io.bertline.bert.Batch;
import io.bertline.bert.BertModel;
import io.bertline.bert.BertTrainer;
import io.bertline.bert.HeadOptions;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.StepResult;
import io.bertline.bert.TrainingOptions;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertTensors;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a model of MiniLM's size from drawn weights on drawn texts. The label of a text is that of
 * the part of the vocabulary its tokens are from, which a few steps teach.
 */
final class SpeedCheck {
  static final int STEPS = 50;
  static final int ROWS = 32;

  private static final BertConfig CONFIG =
      new BertConfig(6, 384, 12, 1536, 30_522, 512, 2, 1e-12, BertConfig.GELU, 0.02, 0, List.of());

  /** Uniform numbers of BERT's standard deviation of 0.02. */
  private static final double WIDTH = 0.02 * Math.sqrt(12);

  private static final TrainingOptions TRAINING =
      new TrainingOptions(0.1, 0.1, 0, new double[0], 0.01, 1, 1, false, 0, 42);

  private static final double LEARNING_RATE = 1e-4;
  private static final int WORDS_OF_A_LABEL = 100;
  private static final int FIRST_WORD = 2_000;

  /** Steps in which memory is fetched and shapes are met for the first time. */
  private static final int WARM_UP = 10;

  private SpeedCheck() {}

  /**
   * What was measured.
   *
   * @param device what it ran on
   * @param precision number format of the products
   * @param firstLoss mean loss of the first steps
   * @param lastLoss mean loss of the last steps
   * @param tokensPerSecond tokens that are not padding by time
   */
  record Speed(
      String device, String precision, double firstLoss, double lastLoss, double tokensPerSecond) {}

  /**
   * Runs the check.
   *
   * @param directory a new directory for the model
   */
  static Speed run(Path directory, ModelOptions options, Clock clock) {
    Draws draws = new Draws(7);
    DrawnModel.write(directory, CONFIG, BertTensors.encoder(CONFIG), draws, WIDTH);
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 42), options);
        BertTrainer trainer = BertTrainer.of(model, TRAINING)) {
      double first = 0;
      double last = 0;
      long tokens = 0;
      Instant start = clock.instant();
      for (int step = 0; step < STEPS; step++) {
        if (step == WARM_UP) {
          start = clock.instant();
          tokens = 0;
        }
        Batch batch = batch(draws);
        StepResult result = trainer.step(List.of(batch), step, LEARNING_RATE);
        tokens += batch.tokens();
        first += step < WARM_UP ? result.loss() / WARM_UP : 0;
        last += step >= STEPS - WARM_UP ? result.loss() / WARM_UP : 0;
      }
      double seconds = Math.max(1e-9, Duration.between(start, clock.instant()).toNanos() / 1e9);
      String precision = model.precision().name();
      return new Speed(model.device(), precision, first, last, tokens / seconds);
    }
  }

  /** Texts of 12 to 20 tokens, sorted as training sorts them: little is padding. */
  private static Batch batch(Draws draws) {
    List<int[]> ids = new ArrayList<>();
    List<int[]> types = new ArrayList<>();
    int[] labels = new int[ROWS];
    int longest = 13 + draws.next(8);
    for (int row = 0; row < ROWS; row++) {
      labels[row] = draws.next(2);
      int[] tokens = new int[longest - draws.next(2)];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = FIRST_WORD + labels[row] * WORDS_OF_A_LABEL + draws.next(WORDS_OF_A_LABEL);
      }
      ids.add(tokens);
      types.add(new int[tokens.length]);
    }
    return Batch.of(ids, types, labels);
  }
}
