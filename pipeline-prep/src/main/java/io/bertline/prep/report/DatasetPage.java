package io.bertline.prep.report;

import io.bertline.dataset.DatasetInfo;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.RowCounts;
import io.bertline.prep.statistics.SplitStatistics;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.LineageSection;
import io.bertline.report.Notices;
import io.bertline.report.Numbers;
import io.bertline.report.ReportPage;
import io.bertline.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The page a person reads about a dataset. */
public final class DatasetPage {
  private static final List<String> WORDS =
      List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private final DatasetInfo info;
  private final DatasetStatistics statistics;
  private final DatasetFacts facts;
  private final SplitStatistics whole;

  private DatasetPage(DatasetInfo info, DatasetStatistics statistics, DatasetFacts facts) {
    this.info = info;
    this.statistics = statistics;
    this.facts = facts;
    this.whole = statistics.whole();
  }

  /** Returns the page as HTML; equal arguments give equal bytes. */
  public static String of(DatasetInfo info, DatasetStatistics statistics, DatasetFacts facts) {
    return new DatasetPage(info, statistics, facts).html();
  }

  private String html() {
    Comparison comparison = new Comparison(statistics);
    Notices notices = new DatasetNotices(info, statistics, facts).all(comparison);
    String answer = answer(notices);
    ReportPage page =
        new ReportPage(
                "Dataset",
                facts.subject(),
                "Dataset of " + facts.subject().project() + ": " + answer)
            .about(Numbers.count(statistics.rows().read(), "row", "rows") + " read")
            .verdict(notices.worst(), mark(notices), answer, lead(comparison));
    addFacts(page);
    notices.addTo(page);
    page.section(
        "splits",
        "Splits and labels",
        "Splits and labels",
        new LabelSection(info, statistics).elements());
    page.section(
        "lengths",
        "Lengths",
        "How long the rows are",
        new LengthSection(info, statistics).elements());
    page.section("comparison", "Comparison", "Do the splits look alike?", comparison.elements());
    page.section(
        "cut",
        "Maximum length",
        "What the maximum length costs",
        new TruncationSection(info, statistics).elements());
    page.section(
        "rows", "Rows", "Where the rows went", new RowSection(statistics, facts).elements());
    page.section(
        "examples", "Examples", "What the model sees", ExampleSection.of(statistics.examples()));
    return LineageSection.addTo(page, facts.lineage()).html();
  }

  private static String answer(Notices notices) {
    if (notices.worst() == Verdict.FAIL) {
      return "Not ready to train.";
    }
    int count = notices.size();
    String number = count < WORDS.size() ? WORDS.get(count) : String.valueOf(count);
    return count == 0
        ? "Ready to train."
        : "Ready to train, with %s %s to know.".formatted(number, count == 1 ? "thing" : "things");
  }

  private static String mark(Notices notices) {
    return notices.size() == 0
        ? "No warning"
        : Numbers.count(notices.size(), "warning", "warnings");
  }

  private Element lead(Comparison comparison) {
    String labels =
        info.binary()
            ? "%s of them “%s”".formatted(Numbers.percent(share(1)), info.labels().get(1))
            : "of " + Numbers.count(info.labels().size(), "label", "labels");
    String alike = comparison.alike() ? " that look alike" : "";
    return Html.paragraph(
        "%s, %s, in three splits%s. "
            .formatted(Numbers.count(whole.rows(), "row", "rows"), labels, alike),
        leftOut());
  }

  private double share(int label) {
    return whole.rows() == 0 ? 0 : whole.rowsByLabel().get(label) / (double) whole.rows();
  }

  private String leftOut() {
    RowCounts rows = statistics.rows();
    if (rows.kept() == rows.read()) {
      return "Every row that was read was kept.";
    }
    List<String> reasons = new ArrayList<>();
    add(reasons, rows.duplicates(), "duplicate", "duplicates");
    add(
        reasons,
        rows.outvoted(),
        "outvoted by rows of the same text",
        "outvoted by rows of the same text");
    add(reasons, rows.leftOver(), "that no split takes", "that no split takes");
    add(reasons, rows.deadLetters(), "that could not be used", "that could not be used");
    return "%s of %s were left out: %s."
        .formatted(
            Numbers.count(rows.read() - rows.kept()),
            Numbers.count(rows.read(), "row", "rows"),
            String.join(", ", reasons));
  }

  private static void add(List<String> reasons, long rows, String one, String many) {
    if (rows > 0) {
      reasons.add(Numbers.count(rows, one, many));
    }
  }

  private void addFacts(ReportPage page) {
    RowCounts rows = statistics.rows();
    Lengths tokens = new Lengths(whole.tokens());
    page.fact(
        "Rows kept",
        Numbers.count(rows.kept()),
        "%s of %s"
            .formatted(
                Numbers.percent(ratio(rows.kept(), rows.read())), Numbers.count(rows.read())));
    page.fact(
        "Labels",
        Numbers.count(info.labels().size()),
        info.binary() ? Numbers.percent(share(1)) + " " + info.labels().get(1) : "");
    page.fact(
        "Tokens a row",
        tokens.percentile(0.5),
        "median; 95 of 100 have at most " + tokens.percentile(0.95));
    page.fact(
        "Cut at " + Numbers.count(info.maxLength(), "token", "tokens"),
        Numbers.percent(ratio(whole.truncatedRows(), whole.rows())),
        Numbers.count(whole.truncatedRows(), "row loses its end", "rows lose their end"));
    page.fact(
        "Unknown tokens",
        Numbers.percent(whole.unknownShare()),
        Numbers.count(whole.unknownTokens()) + " of " + Numbers.count(whole.modelTokens()));
    page.fact(
        "Dead letters",
        Numbers.count(rows.deadLetters()),
        "limit " + Numbers.percent(facts.maxBadRows()) + " of the rows");
  }

  static double ratio(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }
}
