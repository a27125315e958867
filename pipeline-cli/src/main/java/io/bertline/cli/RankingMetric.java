package io.bertline.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The number that classifiers or runs are ranked by.
 *
 * @param name as a summary calls it, for example {@code f1} of eval or {@code validation_f1} of
 *     train
 */
public record RankingMetric(String name) {
  private static final List<String> PREFERRED = List.of("f1", "macro_f1");

  /** What train puts before the metrics it measured on the validation split. */
  private static final String VALIDATION = "validation_";

  /**
   * Finds a metric by its name with or without {@code validation_}.
   *
   * @param wanted empty for F1, or macro F1 where there is none
   * @param known names to choose from
   */
  public static Optional<RankingMetric> find(String wanted, Set<String> known) {
    return (wanted.isEmpty() ? PREFERRED.stream() : Stream.of(wanted))
        .flatMap(name -> Stream.of(name, VALIDATION + name))
        .filter(known::contains)
        .findFirst()
        .map(RankingMetric::new);
  }

  /** Returns whether less of it is better. */
  public boolean isLowBetter() {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("loss") || lower.contains("brier") || lower.contains("error");
  }

  /** Returns whether a value is better than another; never for equal ones. */
  public boolean isBetter(double value, double than) {
    return isLowBetter() ? value < than : value > than;
  }
}
