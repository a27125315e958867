package io.bertline.predict;

import io.bertline.bert.Prediction;
import io.bertline.bert.TextClassifier;
import io.bertline.predict.input.InputRow;
import io.bertline.predict.input.InputRow.BadRow;
import io.bertline.predict.input.InputRow.TextRow;
import io.bertline.predict.input.OpenInput;
import io.bertline.predict.output.DeadLetters;
import io.bertline.predict.output.LabelledRow;
import io.bertline.predict.output.PredictionWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Labels rows window by window: a window is large enough to sort its rows by length, and small
 * enough for memory. Rows are written in the order they were read.
 */
final class Labelling {
  private static final int WINDOW_ROWS = 4096;
  private static final int WINDOW_CHARACTERS = 1 << 23;

  private final TextClassifier classifier;
  private final PredictionWriter writer;
  private final DeadLetters deadLetters;
  private final boolean withText;
  private final LongConsumer progress;
  private final List<TextRow> window = new ArrayList<>();
  private int windowCharacters;
  private long labelledRows;
  private long badRows;
  private @Nullable BadRow firstBadRow;

  /**
   * @param withText whether the output repeats the text
   * @param progress is told how many rows were labelled
   */
  Labelling(
      TextClassifier classifier,
      PredictionWriter writer,
      DeadLetters deadLetters,
      boolean withText,
      LongConsumer progress) {
    this.classifier = classifier;
    this.writer = writer;
    this.deadLetters = deadLetters;
    this.withText = withText;
    this.progress = progress;
  }

  /**
   * Labels some rows of an input.
   *
   * @param begin position of the first, from 0
   * @param end position behind the last; the others are not read
   */
  void label(OpenInput input, long begin, long end) throws IOException {
    input.skip(begin);
    for (long position = begin; position < end; position++) {
      InputRow row = input.next();
      if (row == null) {
        break;
      }
      if (row instanceof BadRow bad) {
        deadLetters.write(bad);
        firstBadRow = firstBadRow == null ? bad : firstBadRow;
        badRows++;
      } else if (row instanceof TextRow text) {
        add(text);
      }
    }
    labelWindow();
  }

  long labelledRows() {
    return labelledRows;
  }

  long badRows() {
    return badRows;
  }

  /** Returns the first row that could not be read; null if there is none. */
  @Nullable BadRow firstBadRow() {
    return firstBadRow;
  }

  private void add(TextRow row) throws IOException {
    window.add(row);
    windowCharacters += row.text().length() + (row.pair() == null ? 0 : row.pair().length());
    if (window.size() == WINDOW_ROWS || windowCharacters >= WINDOW_CHARACTERS) {
      labelWindow();
    }
  }

  private void labelWindow() throws IOException {
    List<Prediction> predictions = classify();
    for (int i = 0; i < window.size(); i++) {
      TextRow row = window.get(i);
      writer.write(new LabelledRow(row.id(), withText ? row.text() : null, predictions.get(i)));
    }
    labelledRows += window.size();
    progress.accept(window.size());
    window.clear();
    windowCharacters = 0;
  }

  private List<Prediction> classify() {
    List<String> texts = window.stream().map(TextRow::text).toList();
    List<String> pairs = window.stream().map(TextRow::pair).filter(Objects::nonNull).toList();
    return pairs.isEmpty() ? classifier.classify(texts) : classifier.classify(texts, pairs);
  }
}
