package io.bertline.eval.champion;

import io.bertline.eval.measure.ThresholdMetrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two classifiers on the same rows; content of {@code champion.json}.
 *
 * @param release the champion, for example {@code prod@7}
 * @param classifierDigest digest of its classifier
 * @param threshold of its decision; null for more than two labels
 * @param temperature of its decision
 * @param rows rows that neither was trained on
 * @param seenByChampion rows left out because the champion was trained on their text
 * @param onlyChallengerRight rows that only the new classifier calls right
 * @param onlyChampionRight rows that only the champion calls right
 * @param pValue McNemar's exact test: probability of so uneven a split if both were equally good
 * @param measures each measure of both, by name
 * @param curve operating points of the champion on these rows, strictest threshold first; empty for
 *     more than two labels
 */
public record ChampionComparison(
    String release,
    String classifierDigest,
    @Nullable Double threshold,
    double temperature,
    long rows,
    long seenByChampion,
    long onlyChallengerRight,
    long onlyChampionRight,
    double pValue,
    Map<String, Change> measures,
    List<ThresholdMetrics> curve) {
  /** Name of the file in an evaluation. */
  public static final String FILE = "champion.json";

  public ChampionComparison {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    curve = List.copyOf(curve);
  }

  /**
   * A measure of both.
   *
   * @param challenger of the new classifier
   * @param champion of the one in use
   * @param difference the first minus the second
   * @param low lower end of the 95 % interval of the difference; null where it was not resampled
   * @param high upper end
   */
  public record Change(
      double challenger,
      double champion,
      double difference,
      @Nullable Double low,
      @Nullable Double high) {}
}
