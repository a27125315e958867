package io.bertline.predict;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of an input one of several processes labels: every {@code count}-th, so that all have
 * the same work whatever the order of the rows.
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

  /** Returns whether the row at this position of the input, from 0, is one of them. */
  boolean has(long position) {
    return position % count == index - 1;
  }
}
