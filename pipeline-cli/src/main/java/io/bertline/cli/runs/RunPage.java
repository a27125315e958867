package io.bertline.cli.runs;

import io.bertline.artifact.Digests;
import io.bertline.cli.runs.ComparedRun.Metric;
import io.bertline.report.Bars;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.IntervalStrip;
import io.bertline.report.Numbers;
import io.bertline.report.ReportPage;
import io.bertline.report.ReportSubject;
import io.bertline.report.Series;
import io.bertline.report.Table;
import io.bertline.report.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Runs side by side as a page. */
final class RunPage {
  private static final int MOST_IN_STRIP = 8;

  private final RunTable table;

  private RunPage(RunTable table) {
    this.table = table;
  }

  /**
   * Returns the page.
   *
   * @param createdAt ISO-8601 instant
   */
  static String of(RunTable table, String project, String createdAt, String productVersion) {
    return new RunPage(table).html(project, createdAt, productVersion);
  }

  private String html(String project, String createdAt, String productVersion) {
    ComparedRun best = table.runs().get(0);
    String all = table.runs().stream().map(ComparedRun::run).collect(Collectors.joining("\n"));
    ReportSubject subject =
        new ReportSubject(
            project,
            Digests.sha256(all.getBytes(StandardCharsets.UTF_8)),
            createdAt,
            productVersion);
    Metric metric = best.metric(table.metric());
    String answer =
        "The best of %s has %s %s."
            .formatted(
                Numbers.count(table.runs().size(), "run", "runs"),
                table.metric(),
                Numbers.metric(metric.value()));
    ReportPage page =
        new ReportPage("Runs", subject, "Runs of " + project + ": " + answer)
            .verdict(
                Verdict.PASS, Numbers.count(table.runs().size(), "run", "runs"), answer, lead());
    if (metric.hasInterval()) {
      page.headline(strip());
    }
    return page.section(
            "runs",
            "Runs",
            "Best first, with the parameters that differ",
            table(table.parameters()))
        .html();
  }

  private Element lead() {
    ComparedRun best = table.runs().get(0);
    Metric metric = best.metric(table.metric());
    long close =
        table.runs().stream()
            .skip(1)
            .filter(run -> run.metric(table.metric()).high() >= metric.low())
            .count();
    Element lead = Html.paragraph("It is ", Html.code(best.run()), ".");
    if (metric.hasInterval()) {
      lead.add(
          " Its 95\u202f% interval is ",
          Html.bold(Numbers.interval(metric.low(), metric.high())),
          close == 0
              ? "; no other reaches it."
              : "; %s within it, so the difference may be chance."
                  .formatted(Numbers.count(close, "other run is", "other runs are")));
    }
    return lead;
  }

  private Element strip() {
    IntervalStrip strip = new IntervalStrip(table.metric() + ", 95\u202f% interval");
    List<String> told = new ArrayList<>();
    int rank = 1;
    for (ComparedRun run : table.runs()) {
      Metric metric = run.metric(table.metric());
      if (rank <= MOST_IN_STRIP && metric.hasInterval()) {
        Series series = rank == 1 ? Series.FIRST : Series.REFERENCE;
        strip.row(series, "run " + rank, metric.value(), metric.low(), metric.high());
        told.add("run %d %s".formatted(rank, Numbers.metric(metric.value())));
      }
      rank++;
    }
    return strip.element("headline", "The runs by " + table.metric(), String.join(", ", told));
  }

  private Element table(List<String> parameters) {
    boolean intervals = table.runs().get(0).metric(table.metric()).hasInterval();
    Table rows = new Table("Runs", "Run").numbers(table.metric());
    if (intervals) {
      rows.graph("from 0 to 1");
    }
    table.otherMetrics().forEach(rows::numbers);
    parameters.forEach(rows::text);
    double bestValue = table.runs().get(0).metric(table.metric()).value();
    int rank = 1;
    for (ComparedRun run : table.runs()) {
      Metric metric = run.metric(table.metric());
      List<Object> cells = new ArrayList<>();
      cells.add(Html.foreign(rank + ", " + run.run()));
      cells.add(Numbers.metric(metric.value()));
      if (intervals) {
        cells.add(
            Bars.interval(
                metric.value(), metric.low(), metric.high(), bestValue, metric.high() < bestValue));
      }
      table.otherMetrics().forEach(name -> cells.add(number(run.metric(name).value())));
      parameters.forEach(
          name ->
              cells.add(Html.foreign(Objects.requireNonNullElse(run.parameters().get(name), ""))));
      if (rank == 1) {
        rows.total(cells.toArray());
      } else {
        rows.row(cells.toArray());
      }
      rank++;
    }
    return rows.element();
  }

  private static String number(double value) {
    return Math.abs(value) < 10 ? Numbers.metric(value) : Numbers.significant(value);
  }
}
