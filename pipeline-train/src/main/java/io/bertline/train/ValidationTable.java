package io.bertline.train;

import io.bertline.report.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The validations of a run as a table of plain text; a star marks the model that is kept. */
final class ValidationTable {
  private static final String GAP = "  ";

  private final TrainingResult result;
  private final BestMetric metric;
  private final Keep keep;

  ValidationTable(TrainingResult result, BestMetric metric, Keep keep) {
    this.result = result;
    this.metric = metric;
    this.keep = keep;
  }

  /** Returns a line of names, one for each validation, and one that explains the star. */
  List<String> lines() {
    List<List<String>> rows = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of("", "step", "epoch", "training loss"));
    shown().forEach(field -> names.add(name(field)));
    rows.add(names);
    for (Validation validation : result.history().validations()) {
      rows.add(row(validation));
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(GAP).append(" ".repeat(width(rows, column) - row.get(column).length()));
        line.append(row.get(column));
      }
      lines.add(line.toString());
    }
    lines.add(
        switch (keep) {
          case BEST -> "  * kept, the best by " + name(metric.field());
          case LAST -> "  * kept, the last";
        });
    return lines;
  }

  /** The report has all of them; a terminal has room for the usual ones. */
  private Set<String> shown() {
    Set<String> shown = new LinkedHashSet<>(result.best().result().metrics().keySet());
    shown.removeAll(List.of("precision", "recall"));
    if (metric != BestMetric.PRECISION_AT_RECALL_50) {
      shown.remove(BestMetric.PRECISION_AT_RECALL_50.field());
    }
    return shown;
  }

  private static String name(String field) {
    return field.equals(BestMetric.LOSS.field()) ? "validation loss" : TrainingPage.name(field);
  }

  private List<String> row(Validation validation) {
    boolean kept = validation.step() == result.best().result().step();
    List<String> cells = new ArrayList<>();
    cells.add(kept ? "*" : "");
    cells.add(Numbers.count(validation.step()));
    cells.add(Integer.toString(validation.epoch()));
    cells.add(Numbers.metric(validation.trainingLoss()));
    for (String field : shown()) {
      cells.add(Numbers.metric(validation.metrics().getOrDefault(field, Double.NaN)));
    }
    return cells;
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
