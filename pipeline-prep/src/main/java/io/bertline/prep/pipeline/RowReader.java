package io.bertline.prep.pipeline;

import io.bertline.prep.input.Columns;
import io.bertline.prep.input.SourceTable;
import io.bertline.table.RowError;
import io.bertline.table.TableRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what is used of the rows of a table. */
final class RowReader {
  private static final int MAX_QUOTED = 60;

  private final SourceTable table;
  private final Columns columns;
  private final List<String> labels;
  private final int text;
  private final int textPair;
  private final int label;
  private final int id;

  /**
   * @param labels allowed labels; empty to allow any
   */
  RowReader(SourceTable table, Columns columns, List<String> labels) {
    this.table = table;
    this.columns = columns;
    this.labels = labels;
    this.text = index(columns.text());
    this.textPair = index(columns.textPair());
    this.label = index(columns.label());
    this.id = index(columns.id());
  }

  private int index(@Nullable String column) {
    return column == null ? -1 : table.header().columns().indexOf(column);
  }

  /** Returns why the row cannot be used; null if it can. */
  @Nullable RowError error(TableRow row) {
    if (row.error() != null) {
      return row.error();
    }
    if (text(row).isBlank()) {
      return new RowError(
          "empty text", columns.text(), row.offset(), "column '" + columns.text() + "' is empty");
    }
    String value = label(row);
    if (value.isEmpty()) {
      return new RowError(
          "empty label",
          columns.label(),
          row.offset(),
          "column '" + columns.label() + "' is empty");
    }
    if (!labels.isEmpty() && !labels.contains(value)) {
      return new RowError(
          "unknown label",
          columns.label(),
          row.offset(),
          "column '%s' is \"%s\", expected one of %s"
              .formatted(columns.label(), abbreviated(value), labels));
    }
    return null;
  }

  String text(TableRow row) {
    return row.values().get(text);
  }

  @Nullable String textPair(TableRow row) {
    return textPair < 0 ? null : row.values().get(textPair);
  }

  String label(TableRow row) {
    return row.values().get(label).strip();
  }

  /** Returns the row's value of the id column, or else its place in the input. */
  String id(TableRow row) {
    return id < 0 ? table.ordinal() + ":" + row.offset() : row.values().get(id);
  }

  Map<String, String> slices(TableRow row) {
    Map<String, String> slices = new TreeMap<>();
    for (String slice : columns.slices()) {
      slices.put(slice, row.values().get(index(slice)));
    }
    return slices;
  }

  private static String abbreviated(String value) {
    String line = value.replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "...";
  }
}
