package io.bertline.predict.output;

import java.io.Writer;
import java.util.List;

/** How labelled rows are written. */
public enum OutputFormat {
  /**
   * {@link #JSONL} if the file's name ends so, {@link #PLAIN} for given texts, else {@link #CSV}.
   */
  AUTO,
  /** Comma-separated values with a header. */
  CSV,
  /** A JSON object a line. */
  JSONL,
  /** A line a text for people. */
  PLAIN;

  /** Returns the format to use, never {@link #AUTO}. */
  public OutputFormat resolve(String output, boolean givenTexts) {
    if (this != AUTO) {
      return this;
    }
    if (output.endsWith(".jsonl")) {
      return JSONL;
    }
    return givenTexts && output.equals("-") ? PLAIN : CSV;
  }

  /**
   * Returns a writer.
   *
   * @param labels label names in index order
   * @param withText whether rows carry their text
   */
  public PredictionWriter open(Writer out, List<String> labels, boolean withText) {
    return switch (this) {
      case CSV -> new CsvPredictionWriter(out, labels, withText);
      case JSONL -> new JsonPredictionWriter(out);
      case PLAIN -> new PlainPredictionWriter(out, labels);
      case AUTO -> throw new IllegalStateException("not resolved");
    };
  }
}
