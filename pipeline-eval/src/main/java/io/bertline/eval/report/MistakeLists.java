package io.bertline.eval.report;

import io.bertline.eval.measure.ThresholdMetrics;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Numbers;
import io.bertline.report.ReportPage;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The most confident mistakes, to be read one by one. */
final class MistakeLists {
  private static final int LONGEST_LIST = 10;

  private final EvaluationFacts facts;

  MistakeLists(EvaluationFacts facts) {
    this.facts = facts;
  }

  Element[] binary(ThresholdMetrics chosen, String negative, String positive) {
    Element lists =
        Element.of("div")
            .style("errors")
            .add(
                list(
                    "Flagged, but labelled “" + negative + "”",
                    called(positive),
                    chosen.falsePositives(),
                    row -> true),
                list(
                    "Missed, but labelled “" + positive + "”",
                    called(negative),
                    chosen.falseNegatives(),
                    row -> false));
    return new Element[] {introduction("The number is the score of “" + positive + "”."), lists};
  }

  Element[] multiclass(long wrong) {
    Element lists =
        Element.of("div")
            .style("errors")
            .add(list("All labels", facts.rows().mistakes(), wrong, row -> true));
    return new Element[] {
      introduction("The number is the score of the label it was called."), lists
    };
  }

  /**
   * Adds the rows that are worth reading for another reason than a confident mistake.
   *
   * @param positive the label that a threshold decides about; null if there are more than two
   */
  static void addOthers(ReportPage page, ReadableRows rows, @Nullable String positive) {
    if (!rows.labelDoubts().isEmpty()) {
      page.section(
          "label-errors",
          "Likely label errors",
          "Labels that are likely wrong",
          Html.paragraph(
              "Rows that score like another label than theirs, the surest first. The number is the"
                  + " score of that other label. Correct them at their source before training"
                  + " again; label-errors.jsonl has them all."),
          Element.of("div")
              .style("errors")
              .add(list("All labels", rows.labelDoubts(), rows.labelDoubts().size(), row -> true)));
    }
    if (!rows.uncertain().isEmpty()) {
      page.section(
          "uncertain",
          "Uncertain rows",
          "Rows it is least sure about",
          Html.paragraph(
              "Rows nearest to being called otherwise, right or wrong. More rows like these teach"
                  + " it most. The number is the score of "
                  + (positive == null ? "the label it was called." : "“" + positive + "”.")),
          Element.of("div")
              .style("errors")
              .add(
                  list(
                      "Nearest first",
                      rows.uncertain(),
                      rows.uncertain().size(),
                      row -> positive == null || row.called().equals(positive))));
    }
  }

  private static Element introduction(String number) {
    return Html.paragraph(
        "The most confident mistakes. Often the label is wrong, not the classifier: read these"
            + " first. "
            + number
            + " Control characters are shown as their code.");
  }

  private List<ReadableRow> called(String label) {
    return facts.rows().mistakes().stream().filter(row -> row.called().equals(label)).toList();
  }

  /**
   * Lists rows.
   *
   * @param ofCalled whether the number shown is the score of the label called or, for two labels,
   *     of the other one
   */
  private static Element list(
      String title, List<ReadableRow> rows, long all, Predicate<ReadableRow> ofCalled) {
    List<ReadableRow> shown = rows.subList(0, Math.min(LONGEST_LIST, rows.size()));
    Element list = Element.of("ol");
    for (ReadableRow row : shown) {
      list.add(item(row, ofCalled.test(row) ? row.confidence() : 1 - row.confidence()));
    }
    return Element.of("div")
        .add(
            Element.of("h3").add(title),
            Html.paragraph(shown.size() + " of " + Numbers.count(all)),
            list);
  }

  private static Element item(ReadableRow row, double score) {
    Element item =
        Element.of("li")
            .add(
                Element.of("span").style("score").add(Numbers.metric(score)),
                Html.quote(row.text()));
    if (row.textPair() != null) {
      item.add(Html.quote(row.textPair()));
    }
    return item.add(
        Element.of("small")
            .add(
                "“" + row.label() + "” called “" + row.called() + "”, row ",
                Html.foreign(row.id()),
                ", " + Numbers.count(row.tokens(), "token", "tokens")));
  }
}
