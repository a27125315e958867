package io.bertline.prep;

import io.bertline.dataset.Split;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.SplitStatistics;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody expects of a dataset, for example {@code unknown_tokens<=0.05}.
 *
 * @param text as it was given
 * @param name what is measured
 * @param atMost whether the limit is an upper one
 * @param limit the greatest or the least value that is as expected
 */
record Expectation(String text, String name, boolean atMost, double limit) {
  private static final Pattern SYNTAX =
      Pattern.compile("\\s*([a-z_]+)\\s*(<=|>=)\\s*(\\d*\\.?\\d+)\\s*");

  private static final Map<String, ToDoubleFunction<DatasetStatistics>> MEASURES =
      new TreeMap<>(
          Map.of(
              "rows", statistics -> statistics.rows().kept(),
              "train_rows", statistics -> statistics.split(Split.TRAIN).rows(),
              "validation_rows", statistics -> statistics.split(Split.VALIDATION).rows(),
              "test_rows", statistics -> statistics.split(Split.TEST).rows(),
              "labels", statistics -> statistics.labels().size(),
              "unknown_tokens", statistics -> statistics.whole().unknownShare(),
              "truncated", Expectation::truncated,
              "duplicates", statistics -> ofRead(statistics.rows().duplicates(), statistics),
              "outvoted", statistics -> ofRead(statistics.rows().outvoted(), statistics),
              "dead_letters", statistics -> ofRead(statistics.rows().deadLetters(), statistics)));

  private static double truncated(DatasetStatistics statistics) {
    SplitStatistics whole = statistics.whole();
    return whole.rows() == 0 ? 0 : (double) whole.truncatedRows() / whole.rows();
  }

  private static double ofRead(long rows, DatasetStatistics statistics) {
    return (double) rows / statistics.rows().read();
  }

  /**
   * Parses an expectation.
   *
   * @throws BertlineException {@code USAGE} if it is none
   */
  static Expectation parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches() || !MEASURES.containsKey(matcher.group(1))) {
      throw new BertlineException(
          FailureKind.USAGE,
          "--expect %s: must be like unknown_tokens<=0.05 or rows>=1000, with one of %s"
              .formatted(text, String.join(", ", MEASURES.keySet())));
    }
    return new Expectation(
        text.strip(),
        matcher.group(1),
        matcher.group(2).equals("<="),
        Double.parseDouble(matcher.group(3)));
  }

  /** Returns what is wrong, as {@code truncated is 0.031}; nothing if all is as expected. */
  Optional<String> violation(DatasetStatistics statistics) {
    double value = value(statistics);
    boolean met = atMost ? value <= limit : value >= limit;
    return met ? Optional.empty() : Optional.of(name + " is " + spelled(value));
  }

  private double value(DatasetStatistics statistics) {
    ToDoubleFunction<DatasetStatistics> measure = MEASURES.get(name);
    if (measure == null) {
      throw new IllegalStateException(name);
    }
    return measure.applyAsDouble(statistics);
  }

  private static String spelled(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
