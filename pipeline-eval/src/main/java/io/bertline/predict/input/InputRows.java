package io.bertline.predict.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of an input in their order. Not safe for several threads. */
interface InputRows {
  /** Returns the next row, or null behind the last. */
  @Nullable InputRow next() throws IOException;
}
