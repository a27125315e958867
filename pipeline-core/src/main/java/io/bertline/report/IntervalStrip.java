package io.bertline.report;

import java.util.ArrayList;
import java.util.List;

/** Measures of the same kind as dots with their 95 % intervals on one scale. */
public final class IntervalStrip {
  private static final double WIDTH = 360;
  private static final double LEFT = 104;
  private static final double RIGHT = 350;
  private static final double ROW = 28;
  private static final double TOP = 24;

  private final String measure;
  private final List<Row> rows = new ArrayList<>();

  private record Row(Series series, String name, double value, double low, double high) {}

  /** Starts a strip of one measure that lies between 0 and 1. */
  public IntervalStrip(String measure) {
    this.measure = measure;
  }

  /** Adds a row below the others. */
  public IntervalStrip row(Series series, String name, double value, double low, double high) {
    rows.add(new Row(series, name, value, low, high));
    return this;
  }

  /** Draws the strip. */
  public Element element(String id, String title, String description) {
    double bottom = TOP + ROW * rows.size();
    Scale scale = scale();
    Element marks = Chart.marks();
    for (double tick : scale.ticks()) {
      double x = scale.at(tick, LEFT, RIGHT);
      marks.add(upright("grid", x, bottom));
      marks.add(Chart.text(scale.label(tick), x, bottom + 15, "tick", "middle"));
    }
    marks.add(Chart.text(measure, 0, 11, "axis-title", "start"));
    double y = TOP + ROW / 2;
    for (Row row : rows) {
      draw(row, y, scale, marks);
      y += ROW;
    }
    return Chart.of(id, "wide", WIDTH, bottom + 20, title, description).add(marks);
  }

  /** From the lowest end of an interval to the highest, with a fifth of room, within 0 to 1. */
  private Scale scale() {
    double low = rows.stream().mapToDouble(Row::low).min().orElse(0);
    double high = rows.stream().mapToDouble(Row::high).max().orElse(1);
    double room = Math.max(0.02, (high - low) / 5);
    return Scale.linear(measure, Math.max(0, low - room), Math.min(1, high + room), 4);
  }

  private static void draw(Row row, double y, Scale scale, Element marks) {
    String style = row.series().colour();
    double low = scale.at(row.low(), LEFT, RIGHT);
    double value = scale.at(row.value(), LEFT, RIGHT);
    marks.add(Chart.text(row.name(), LEFT - 10, y + 4, "tick", "end"));
    marks.add(
        Element.of("path")
            .style("whisker " + style)
            .set(
                "d",
                "M%s %sH%s"
                    .formatted(
                        Coordinate.text(low),
                        Coordinate.text(y),
                        Coordinate.text(scale.at(row.high(), LEFT, RIGHT)))));
    marks.add(Element.of("circle").style("dot " + style).set("cx", value).set("cy", y).set("r", 5));
    marks.add(Chart.text(Numbers.metric(row.value()), value, y - 9, "note", "middle"));
  }

  private static Element upright(String style, double x, double bottom) {
    return Element.of("path")
        .style(style)
        .set(
            "d",
            "M" + Coordinate.text(x) + " " + Coordinate.text(TOP) + "V" + Coordinate.text(bottom));
  }
}
