package io.bertline.eval.gate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a gate says.
 *
 * @param passed whether every clause is met; true for a gate without clauses
 * @param clauses each clause with its figures, in the order of the gate
 */
public record GateVerdict(boolean passed, List<ClauseResult> clauses) {
  public GateVerdict {
    clauses = List.copyOf(clauses);
  }

  /**
   * A clause and whether it is met.
   *
   * @param clause as it was written
   * @param passed whether it is met
   * @param value the figure; null if there was nothing to take it of
   * @param bound what it was compared with; null if there was no champion
   * @param champion the champion's figure; null if the clause does not ask for it
   * @param note what else there is to say; null for nothing
   */
  public record ClauseResult(
      String clause,
      boolean passed,
      @Nullable Double value,
      @Nullable Double bound,
      @Nullable Double champion,
      @Nullable String note) {}

  /** Returns whether a clause asks for the champion, there or not. */
  public boolean asksForChampion() {
    return clauses.stream().anyMatch(clause -> clause.champion() != null || clause.bound() == null);
  }

  /** Returns the clauses that are not met, with their figures, in one line. */
  public String failures() {
    return clauses.stream()
        .filter(clause -> !clause.passed())
        .map(GateVerdict::line)
        .collect(Collectors.joining("; "));
  }

  private static String line(ClauseResult result) {
    if (result.value() == null) {
      return result.clause() + ": " + result.note();
    }
    String note = result.note() == null ? "" : " (" + result.note() + ")";
    return String.format(
        Locale.ROOT,
        "%s: is %.4f, needs %.4f%s",
        result.clause(),
        result.value(),
        result.bound(),
        note);
  }
}
