package io.bertline.prep.report;

import io.bertline.prep.report.DatasetFacts.DeadLetterSample;
import io.bertline.prep.split.TextCounts;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.RowCounts;
import io.bertline.report.Bars;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Numbers;
import io.bertline.report.Table;
import java.util.ArrayList;
import java.util.List;

/** Where every row of the input went, and why some could not be used. */
final class RowSection {
  private final DatasetStatistics statistics;
  private final DatasetFacts facts;

  RowSection(DatasetStatistics statistics, DatasetFacts facts) {
    this.statistics = statistics;
    this.facts = facts;
  }

  Element[] elements() {
    List<Element> elements = new ArrayList<>();
    elements.add(
        Html.paragraph(
            "Rows with the same text, after lower-casing, Unicode normalisation and joining of"
                + " blanks, have the same text; of several labels the one most of them have"
                + " stands."));
    elements.add(rows());
    elements.add(texts());
    if (statistics.rows().deadLetters() > 0) {
      elements.add(
          Html.paragraph(
              "Rows that could not be used are in ",
              Html.code("dead-letters-*.jsonl"),
              ", each with its place and its raw content."));
      elements.add(deadLetters());
    }
    return elements.toArray(Element[]::new);
  }

  private Element rows() {
    RowCounts rows = statistics.rows();
    Table table = new Table("Rows", "Rows").numbers("Number", "Share").graph("from 0 to all");
    add(table, "kept", rows.kept());
    add(table, "duplicates", rows.duplicates());
    add(table, "outvoted: most rows of the text have another label", rows.outvoted());
    if (rows.leftOver() > 0) {
      add(table, "left over: the sizes of the splits take no more", rows.leftOver());
    }
    add(table, "could not be used", rows.deadLetters());
    table.total("read", Numbers.count(rows.read()), Numbers.percent(1), Bars.bar(1));
    return table.element();
  }

  private Element texts() {
    TextCounts texts = statistics.texts();
    Table table = new Table("Texts", "Texts").numbers("Number");
    table.row("different texts", Numbers.count(texts.distinct()));
    table.row("rows that repeat the text of another", Numbers.count(texts.repeated()));
    table.row("texts with more than one label", Numbers.count(texts.conflicting()));
    table.row("texts in more than one split", Numbers.count(texts.shared()));
    return table.element();
  }

  private void add(Table table, String name, long rows) {
    double share = DatasetPage.ratio(rows, statistics.rows().read());
    table.row(name, Numbers.count(rows), Numbers.percent(share), Bars.bar(share));
  }

  private Element deadLetters() {
    Table table =
        new Table("Dead letters", "Reason")
            .numbers("Rows")
            .text("First place")
            .text("What was there");
    statistics
        .deadLettersByReason()
        .forEach(
            (reason, rows) -> {
              DeadLetterSample sample = sample(reason);
              table.row(
                  reason,
                  Numbers.count(rows),
                  Html.foreign(sample.place()),
                  Html.foreign(sample.content()));
            });
    return table.element();
  }

  private DeadLetterSample sample(String reason) {
    return facts.deadLetters().stream()
        .filter(sample -> sample.reason().equals(reason))
        .findFirst()
        .orElse(new DeadLetterSample(reason, "", ""));
  }
}
