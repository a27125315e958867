package io.bertline.predict;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of an input one of several processes labels: neighbours, so that the outputs of all
 * parts one after the other are the output of the whole.
 *
 * @param index 1 to count
 * @param count how many processes share the input, at least 1
 */
record Part(int index, int count) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /**
   * Reads {@code I/N}.
   *
   * @param text null for all rows
   * @throws BertlineException {@code USAGE} if it is no part
   */
  static Part parse(@Nullable String text) {
    if (text == null) {
      return new Part(1, 1);
    }
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      int index = Integer.parseInt(matcher.group(1));
      int count = Integer.parseInt(matcher.group(2));
      if (index >= 1 && index <= count) {
        return new Part(index, count);
      }
    }
    throw new BertlineException(
        FailureKind.USAGE, "--part is '" + text + "', expected I/N with I from 1 to N, as in 2/8");
  }

  /** Returns whether this is all of the input. */
  boolean isWhole() {
    return count == 1;
  }

  /** Returns whether the output begins here. */
  boolean isFirst() {
    return index == 1;
  }

  /** Returns the position of its first row, from 0, in an input of so many rows. */
  long begin(long rows) {
    return rows * (index - 1) / count;
  }

  /** Returns the position behind its last row. */
  long end(long rows) {
    return rows * index / count;
  }
}
