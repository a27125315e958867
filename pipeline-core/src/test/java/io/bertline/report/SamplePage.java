package io.bertline.report;

import io.bertline.report.Lineage.Ancestor;
import io.bertline.report.Plot.Point;
import io.bertline.report.Plot.Stretch;
import java.util.List;
import java.util.Map;

/** A page with one of everything, and with text that would like to act. */
final class SamplePage {
  static final String HOSTILE =
      "</q><script>alert(1)</script><img src=x onerror=alert(2)> \u202Eesrever\u202C \u0000 &amp;"
          + " '";

  private SamplePage() {}

  static String html() {
    ReportSubject subject =
        new ReportSubject("quora", "7f3a91c04be2aa", "2026-11-22T20:14:05Z", "1.0.0");
    ReportPage page =
        new ReportPage("Evaluation", subject, "Sample: " + HOSTILE)
            .about("test split, 13,061 rows")
            .verdict(
                Verdict.PASS,
                "Gate passed",
                "Yes, it may go out.",
                Html.paragraph("F1 is ", Html.bold("0.710"), " on 13,061 rows."))
            .headline(
                new IntervalStrip("F1")
                    .row(Series.FIRST, "this classifier", 0.71, 0.683, 0.734)
                    .row(Series.REFERENCE, "champion", 0.688, 0.662, 0.713)
                    .element("headline", "F1 with intervals", "0.710 against 0.688"))
            .fact("F1", Numbers.metric(0.71), Numbers.interval(0.683, 0.734))
            .fact("Calibration error", Numbers.metric(0.003), "0.018 before")
            .notice(Verdict.CAUTION, "Long questions are the weak spot.", "F1 is 0.601 there.")
            .section("statements", "Statements", "What it means", statements())
            .section("charts", "Charts", "Every chart", charts())
            .section("tables", "Tables", "Every table", table(), errors());
    return LineageSection.addTo(page, lineage()).html();
  }

  private static Element statements() {
    return Html.plates(
        Html.statement(
            Waffle.of("flagged", 72, "72 of 100", "72 of 100 flagged rows are right"),
            "Of 100 flagged, 72 are right.",
            "The other 28 are flagged by mistake."));
  }

  private static Element charts() {
    Legend curves = new Legend().line(Series.FIRST, "this").line(Series.REFERENCE, "champion");
    Legend lengths = new Legend().area(Series.FIRST, "train").area(Series.SECOND, "test");
    return Html.plates(
        Html.plate("Precision and recall", "Average precision 0.731.", curves, curve()),
        Html.plate("Lengths", "Median 11.", lengths, histogram()),
        Html.plate("Share by length", "", new Legend(), band()),
        Html.plate("Confusion", "", new Legend(), two()),
        Html.plate("Confusion of six", "", new Legend(), six()));
  }

  private static Element curve() {
    return new Plot(
            "pr",
            "Precision and recall",
            "0.716 at recall 0.704",
            250,
            Scale.unit("recall"),
            Scale.unit("precision"))
        .horizontal(0.064, "flag everything")
        .line(Series.DIAGONAL, List.of(new Point(0, 0), new Point(1, 1)))
        .steps(Series.FIRST, List.of(new Point(0, 1), new Point(0.7, 0.72), new Point(1, 0.064)))
        .pick(
            new Point(0.704, 0.716),
            "threshold 0.38",
            Plot.Side.ABOVE,
            "threshold 0.38: precision 0.716")
        .element();
  }

  private static Element histogram() {
    return new Plot(
            "lengths",
            "Words",
            "Most have 11",
            210,
            Scale.linear("words", 0, 30, 3),
            Scale.rows(900))
        .histogram(Series.FIRST, new double[] {0, 10, 20, 30}, new double[] {120, 900, 3})
        .histogram(Series.SECOND, new double[] {0, 10, 20, 30}, new double[] {12, 90, 0})
        .vertical(20, "cut at 20")
        .hover(0, 10, "0 to 9 words: 120 rows")
        .element();
  }

  private static Element band() {
    Scale share = Scale.linear("share", 0, 0.2, 4, Numbers::axisPercent);
    return new Plot("share", "Share", "It rises", 210, Scale.linear("words", 0, 30, 3), share)
        .band(Series.FIRST, List.of(new Stretch(5, 0.03, 0.05), new Stretch(25, 0.1, 0.16)))
        .line(Series.FIRST, List.of(new Point(5, 0.04), new Point(25, 0.13)))
        .dot(Series.SECOND, new Point(25, 0.13), "13 %")
        .element();
  }

  private static Element two() {
    return HeatMap.of(
        "two",
        "Confusion",
        "478 wrong",
        List.of("sincere", "insincere"),
        new long[][] {{11_999, 232}, {246, 584}});
  }

  private static Element six() {
    long[][] counts = new long[6][6];
    for (int i = 0; i < 36; i++) {
      counts[i / 6][i % 6] = i / 6 == i % 6 ? 1_500 : i;
    }
    return HeatMap.of(
        "six",
        "Confusion of six",
        "Mostly right",
        List.of("act", "a name much too long to fit", "person", HOSTILE, "state", ""),
        counts);
  }

  private static Element table() {
    return new Table("Slices", "Slice")
        .caption("Weakest first")
        .numbers("F1")
        .graph("0 to 1")
        .graph(
            new Legend().block(Series.FIRST, "sincere").block(Series.SECOND, "insincere").element())
        .shortText("Result")
        .text("Example")
        .row(
            "more than 32 tokens",
            "0.601",
            Bars.interval(0.601, 0.515, 0.682, 0.71, true),
            Bars.stack(97_850, 6_640),
            Verdict.FAIL.mark("below"),
            Html.foreign(HOSTILE))
        .total("all", "0.710", Bars.bar(0.71), Bars.stack(1, 1), Verdict.CAUTION.mark("near"), "")
        .element();
  }

  private static Element errors() {
    return Element.of("div")
        .style("errors")
        .add(
            Element.of("div")
                .add(
                    Element.of("h3").add("Flagged"),
                    Element.of("ol")
                        .add(
                            Element.of("li")
                                .add(
                                    Element.of("span").style("score").add("0.981"),
                                    Html.quote("x".repeat(400) + HOSTILE.repeat(3)),
                                    Element.of("small").add("row 0a41c2e7")))));
  }

  private static Lineage lineage() {
    return new Lineage(
        List.of(
            new Ancestor(
                "Source", "train.csv, 12.4 MB", null, "gs://team/train.csv", "12-9f2c11ab"),
            new Ancestor("Dataset", "130,612 rows", "e05b8f3391d6ff", "gs://team/d", "ab12")),
        "bertline eval --gate \"f1>=0.6\"",
        Map.of("threshold", "tuned"),
        Map.of("java", "17.0.15"));
  }
}
