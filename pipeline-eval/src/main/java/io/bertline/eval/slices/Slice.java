package io.bertline.eval.slices;

import io.bertline.metrics.Interval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of the split and how well its rows are called; an element of {@code slices.json}.
 *
 * @param group what tells it from the other slices of the group, for example {@code length}
 * @param name what its rows have in common, for example {@code 17 to 32 tokens}
 * @param rows number of rows
 * @param judgedRows rows the judgement rests on: those of the label sought for two labels, else all
 * @param weak whether chance does not explain that it is below the whole split
 * @param judgement null if there are too few of those rows
 */
public record Slice(
    String group,
    String name,
    long rows,
    long judgedRows,
    boolean weak,
    @Nullable Judgement judgement) {
  /** Name of the file in an evaluation. */
  public static final String FILE = "slices.json";

  /** Fewer rows than this say next to nothing about a slice. */
  public static final int FEWEST_JUDGED_ROWS = 30;

  /** Group of the slices whose rows have the same label; they are measured by accuracy. */
  public static final String LABEL = "label";

  /**
   * How well the rows of a slice are called.
   *
   * @param value F1 of the label sought for two labels, accuracy for more and for rows of one label
   * @param interval 95 % interval of the value
   * @param figures measures by name, as a gate calls them
   */
  public record Judgement(double value, Interval interval, Map<String, Double> figures) {
    public Judgement {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Returns a measure of this name. */
    public double figure(String name) {
      return Objects.requireNonNull(figures.get(name), name);
    }
  }

  /** Returns the value; 1, the best there is, where there is no judgement. */
  public double valueOrOne() {
    return judgement == null ? 1 : judgement.value();
  }
}
