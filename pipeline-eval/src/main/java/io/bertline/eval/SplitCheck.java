package io.bertline.eval;

import io.bertline.dataset.Split;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.List;

/** Refuses rows of which no metric would say anything. */
final class SplitCheck {
  private SplitCheck() {}

  /**
   * Requires rows of at least two labels.
   *
   * @throws BertlineException {@code BAD_INPUT} if there are none
   */
  static void requireTwoLabels(String dataset, Split split, List<Long> rowsByLabel) {
    long rows = rowsByLabel.stream().mapToLong(Long::longValue).sum();
    String name = split.lowerCase();
    if (rows == 0) {
      throw badInput(dataset + ": the " + name + " split has no row to measure", name);
    }
    if (rowsByLabel.contains(rows)) {
      throw badInput(
          "%s: all %d rows of the %s split have the same label, nothing can be told apart"
              .formatted(dataset, rows, name),
          name);
    }
  }

  private static BertlineException badInput(String problem, String split) {
    return new BertlineException(
        FailureKind.BAD_INPUT, problem + "; prepare it with a larger --" + split + "-size");
  }
}
