package io.bertline.eval.report;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.gate.GateVerdict;
import io.bertline.eval.gate.GateVerdict.ClauseResult;
import io.bertline.report.Notices;
import io.bertline.report.Numbers;
import io.bertline.report.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What stands at the top of the page.
 *
 * @param verdict its colour and icon
 * @param mark the words beside the icon
 * @param sentence the answer
 */
record Answer(Verdict verdict, String mark, String sentence) {
  /**
   * Returns the answer to "may it go out?" where a gate decides, else what was measured.
   *
   * @param measured the headline number in a sentence
   */
  static Answer of(Decision decision, Notices notices, String measured) {
    GateVerdict gate = decision.gate();
    if (gate == null) {
      String mark =
          notices.size() == 0
              ? "Measured, no gate set"
              : Numbers.count(notices.size(), "thing", "things") + " to know, no gate set";
      return new Answer(notices.worst(), mark, measured);
    }
    long met = gate.clauses().stream().filter(ClauseResult::passed).count();
    String conditions =
        "%s of %s"
            .formatted(
                Numbers.count(met),
                Numbers.count(gate.clauses().size(), "condition", "conditions"));
    return gate.passed()
        ? new Answer(Verdict.PASS, "Gate passed: " + conditions, "Yes, it may go out.")
        : new Answer(Verdict.FAIL, "Gate not passed: " + conditions, "No: " + missed(gate) + ".");
  }

  private static String missed(GateVerdict gate) {
    List<String> missed =
        gate.clauses().stream()
            .filter(clause -> !clause.passed())
            .map(ClauseResult::clause)
            .toList();
    return missed.stream().limit(3).collect(Collectors.joining(" and "))
        + (missed.size() > 3
            ? " and " + (missed.size() - 3) + " more are"
            : missed.size() > 1 ? " are" : " is")
        + " not met";
  }
}
