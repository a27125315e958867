package io.bertline.eval.report;

import io.bertline.eval.gate.GateVerdict;
import io.bertline.eval.gate.GateVerdict.ClauseResult;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Numbers;
import io.bertline.report.ReportPage;
import io.bertline.report.Table;
import io.bertline.report.Verdict;
import org.jspecify.annotations.Nullable;

/** Every condition of the gate with its figure. */
final class GateSection {
  private GateSection() {}

  static void addTo(ReportPage page, @Nullable GateVerdict gate) {
    if (gate == null) {
      return;
    }
    Table table =
        new Table("Conditions of the gate", "Condition")
            .shortText("Result")
            .numbers("Measured", "Needed", "Margin")
            .text("Of");
    for (ClauseResult clause : gate.clauses()) {
      table.row(
          Html.code(clause.clause()),
          (clause.passed() ? Verdict.PASS : Verdict.FAIL)
              .mark(clause.passed() ? "passed" : "not passed"),
          number(clause.value()),
          number(clause.bound()),
          margin(clause),
          of(clause));
    }
    page.section("gate", "Gate", "The gate", table.element());
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : Numbers.metric(value);
  }

  private static String margin(ClauseResult clause) {
    return clause.value() == null || clause.bound() == null
        ? ""
        : Numbers.difference(clause.value() - clause.bound());
  }

  private static Element of(ClauseResult clause) {
    if (clause.note() != null) {
      return Html.foreign(clause.note());
    }
    return Html.foreign(
        clause.champion() == null
            ? "all rows"
            : "the rows shared with the champion, which has " + Numbers.metric(clause.champion()));
  }
}
