package io.bertline.cli.runs;

import io.bertline.cli.runs.ComparedRun.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Runs side by side in a terminal. */
final class RunText {
  private static final int LONGEST_CELL = 40;

  private RunText() {}

  /** Returns a line for the header and one for each run. */
  static List<String> lines(RunTable table) {
    List<List<String>> rows = new ArrayList<>();
    String metric = table.metric();
    List<String> header = new ArrayList<>(List.of("", "run"));
    if (metric != null) {
      header.add(metric);
    }
    header.addAll(table.otherMetrics());
    header.addAll(table.parameters());
    rows.add(header);
    for (ComparedRun run : table.runs()) {
      List<String> row = new ArrayList<>();
      row.add(metric != null && rows.size() == 1 ? "*" : "");
      row.add(run.run());
      if (metric != null) {
        row.add(text(run.metric(metric)));
      }
      table
          .otherMetrics()
          .forEach(name -> row.add(table.text(run, name, RunText::count, RunText::number)));
      table
          .parameters()
          .forEach(
              name -> row.add(cut(Objects.requireNonNullElse(run.parameters().get(name), ""))));
      rows.add(row);
    }
    return aligned(rows);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String cell = row.get(column);
        line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String text(Metric metric) {
    return metric.hasInterval()
        ? "%s (%s to %s)"
            .formatted(number(metric.value()), number(metric.low()), number(metric.high()))
        : number(metric.value());
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }

  /** Parameters come from outside: a control character must not reach the terminal. */
  private static String cut(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= LONGEST_CELL ? plain : plain.substring(0, LONGEST_CELL - 1) + "…";
  }
}
