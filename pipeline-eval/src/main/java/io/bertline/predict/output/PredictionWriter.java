package io.bertline.predict.output;

import java.io.IOException;

/** Writes labelled rows in the order they come. */
public interface PredictionWriter {
  /** Writes what stands before the first row. */
  void begin() throws IOException;

  /** Writes a row. */
  void write(LabelledRow row) throws IOException;
}
