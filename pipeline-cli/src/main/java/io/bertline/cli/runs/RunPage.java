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
    String metric = table.metric();
    Metric value = metric == null ? Metric.NONE : best.metric(metric);
    String count = Numbers.count(table.runs().size(), "run", "runs");
    String answer =
        metric == null
            ? count + ", newest first."
            : "The best of %s has %s %s.".formatted(count, metric, Numbers.metric(value.value()));
    ReportPage page =
        new ReportPage("Runs", subject, "Runs of " + project + ": " + answer)
            .verdict(Verdict.PASS, count, answer, lead(best, value));
    if (metric != null && value.hasInterval()) {
      page.headline(strip(metric));
    }
    return page.section(
            "runs",
            "Runs",
            (metric == null ? "Newest" : "Best") + " first, with the parameters that differ",
            metric == null ? unranked() : ranked(metric))
        .html();
  }

  private Element lead(ComparedRun best, Metric metric) {
    if (table.metric() == null) {
      return Html.paragraph("They have no metric to rank them by.");
    }
    String name = table.metric();
    long close =
        table.runs().stream()
            .skip(1)
            .filter(run -> run.metric(name).high() >= metric.low())
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

  private Element strip(String name) {
    IntervalStrip strip = new IntervalStrip(name + ", 95\u202f% interval");
    List<String> told = new ArrayList<>();
    int rank = 1;
    for (ComparedRun run : table.runs()) {
      Metric metric = run.metric(name);
      if (rank <= MOST_IN_STRIP && metric.hasInterval()) {
        Series series = rank == 1 ? Series.FIRST : Series.REFERENCE;
        strip.row(series, "run " + rank, metric.value(), metric.low(), metric.high());
        told.add("run %d %s".formatted(rank, Numbers.metric(metric.value())));
      }
      rank++;
    }
    return strip.element("headline", "The runs by " + name, String.join(", ", told));
  }

  private Element ranked(String name) {
    boolean intervals = table.runs().get(0).metric(name).hasInterval();
    Table rows = new Table("Runs", "Run").numbers(name);
    if (intervals) {
      rows.graph("from 0 to 1");
    }
    table.otherMetrics().forEach(rows::numbers);
    table.parameters().forEach(rows::text);
    double bestValue = table.runs().get(0).metric(name).value();
    int rank = 1;
    for (ComparedRun run : table.runs()) {
      Metric metric = run.metric(name);
      List<Object> cells = new ArrayList<>();
      cells.add(Html.foreign(rank + ", " + run.run()));
      cells.add(Numbers.metric(metric.value()));
      if (intervals) {
        cells.add(
            Bars.interval(
                metric.value(), metric.low(), metric.high(), bestValue, metric.high() < bestValue));
      }
      addOthers(cells, run);
      if (rank == 1) {
        rows.total(cells.toArray());
      } else {
        rows.row(cells.toArray());
      }
      rank++;
    }
    return rows.element();
  }

  private Element unranked() {
    Table rows = new Table("Runs", "Run");
    table.otherMetrics().forEach(rows::numbers);
    table.parameters().forEach(rows::text);
    for (ComparedRun run : table.runs()) {
      List<Object> cells = new ArrayList<>(List.of(Html.foreign(run.run())));
      addOthers(cells, run);
      rows.row(cells.toArray());
    }
    return rows.element();
  }

  private void addOthers(List<Object> cells, ComparedRun run) {
    table
        .otherMetrics()
        .forEach(name -> cells.add(table.text(run, name, Numbers::count, RunPage::number)));
    table
        .parameters()
        .forEach(
            name ->
                cells.add(
                    Html.foreign(Objects.requireNonNullElse(run.parameters().get(name), ""))));
  }

  private static String number(double value) {
    return Math.abs(value) < 10 ? Numbers.metric(value) : Numbers.significant(value);
  }
}
