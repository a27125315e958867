package io.bertline.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that scrolls sideways by itself where it does not fit. The first cell of a row names the
 * row.
 */
public final class Table {
  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final List<Element> rows = new ArrayList<>();
  private String caption = "";

  private enum Kind {
    NUMBER(""),
    TEXT("text"),
    SHORT("text short"),
    GRAPH("graph");

    private final String style;

    Kind(String style) {
      this.style = style;
    }
  }

  private record Column(Object header, Kind kind) {}

  /**
   * Starts a table.
   *
   * @param name what a screen reader calls it
   * @param first header of the column that names the rows
   */
  public Table(String name, String first) {
    this.name = name;
    columns.add(new Column(first, Kind.TEXT));
  }

  /** Writes a line above the table. */
  public Table caption(String text) {
    caption = text;
    return this;
  }

  /** Adds columns of numbers, to the right and never broken. */
  public Table numbers(String... headers) {
    for (String header : headers) {
      columns.add(new Column(header, Kind.NUMBER));
    }
    return this;
  }

  /** Adds a column of text that may be long. */
  public Table text(String header) {
    columns.add(new Column(header, Kind.TEXT));
    return this;
  }

  /** Adds a column of text that is as wide as it needs. */
  public Table shortText(String header) {
    columns.add(new Column(header, Kind.SHORT));
    return this;
  }

  /** Adds a column of {@link Bars}, under a header or a legend. */
  public Table graph(Object header) {
    columns.add(new Column(header, Kind.GRAPH));
    return this;
  }

  /** Adds a row: a string or an element for each column. */
  public Table row(Object... cells) {
    rows.add(cells(cells));
    return this;
  }

  /** Adds a row that stands out: the whole, or what was chosen. */
  public Table total(Object... cells) {
    rows.add(cells(cells).style("total"));
    return this;
  }

  private Element cells(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          name + ": " + cells.length + " cells in " + columns.size() + " columns");
    }
    Element row = Element.of("tr").add(Element.of("th").set("scope", "row").add(cells[0]));
    for (int i = 1; i < cells.length; i++) {
      row.add(styled(Element.of("td"), columns.get(i)).add(cells[i]));
    }
    return row;
  }

  private static Element styled(Element cell, Column column) {
    return column.kind().style.isEmpty() ? cell : cell.style(column.kind().style);
  }

  /** Returns whether it has no row. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Returns the table in its scrolling region. */
  public Element element() {
    Element table = Element.of("table");
    if (columns.stream().anyMatch(column -> column.kind() == Kind.GRAPH)) {
      table.style("ranked");
    }
    if (!caption.isEmpty()) {
      table.add(Element.of("caption").add(caption));
    }
    Element header = Element.of("tr");
    for (Column column : columns) {
      header.add(styled(Element.of("th").set("scope", "col"), column).add(column.header()));
    }
    table.add(Element.of("thead").add(header), Element.of("tbody").addAll(rows));
    return Element.of("div")
        .style("scroll")
        .set("role", "region")
        .set("aria-label", name)
        .set("tabindex", "0")
        .add(table);
  }
}
