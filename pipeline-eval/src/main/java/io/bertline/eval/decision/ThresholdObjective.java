package io.bertline.eval.decision;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.metrics.BinaryScores;
import io.bertline.metrics.OperatingPoint;
import io.bertline.metrics.RankingMetrics;
import io.bertline.metrics.ThresholdSearch;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a threshold is chosen for: the highest F1, the highest recall of a given precision, or the
 * highest precision of a given recall.
 *
 * @param text {@code f1}, {@code precision>=0.9} or {@code recall>=0.8}
 * @param measure what is required
 * @param least how much of it, 0 to 1; 0 for F1, which is as high as it gets
 */
public record ThresholdObjective(String text, Measure measure, double least) {
  private static final Pattern REQUIREMENT =
      Pattern.compile("\\s*(precision|recall)\\s*>=\\s*(\\d*\\.?\\d+)\\s*");

  /** What is required of a threshold. */
  public enum Measure {
    F1,
    PRECISION,
    RECALL
  }

  /**
   * Reads an objective.
   *
   * @throws BertlineException {@code USAGE} if it is none
   */
  public static ThresholdObjective parse(String text) {
    if (text.strip().equals("f1")) {
      return new ThresholdObjective("f1", Measure.F1, 0);
    }
    Matcher requirement = REQUIREMENT.matcher(text);
    if (requirement.matches()) {
      double least = Double.parseDouble(requirement.group(2));
      if (least <= 1) {
        Measure measure = Measure.valueOf(requirement.group(1).toUpperCase(Locale.ROOT));
        return new ThresholdObjective(requirement.group(1) + ">=" + least, measure, least);
      }
    }
    throw new BertlineException(
        FailureKind.USAGE,
        "--threshold-for is '%s', expected f1, precision>=NUMBER or recall>=NUMBER, from 0 to 1"
            .formatted(text));
  }

  /**
   * Chooses a threshold.
   *
   * @param scores calibrated scores of rows that are not the ones to be measured
   * @param place names the rows in messages
   * @throws BertlineException {@code BAD_INPUT} if no threshold reaches the objective
   */
  public double choose(BinaryScores scores, String place) {
    Optional<OperatingPoint> point =
        switch (measure) {
          case F1 -> Optional.of(ThresholdSearch.bestF1(scores));
          case PRECISION -> ThresholdSearch.atPrecision(scores, least);
          case RECALL -> ThresholdSearch.atRecall(scores, least);
        };
    return point
        .map(OperatingPoint::threshold)
        .orElseThrow(
            () ->
                new BertlineException(
                    FailureKind.BAD_INPUT,
                    "--threshold-for %s: no threshold reaches it on %s; the highest precision is %.4f"
                        .formatted(text, place, RankingMetrics.precisionAtRecall(scores, 0))));
  }
}
