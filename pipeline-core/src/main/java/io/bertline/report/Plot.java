package io.bertline.report;

import java.util.List;

/**
 * A chart of 360 units' width: grid and axes first, then marks in the order they are added. It
 * holds no colour: marks carry classes, which the style sheet colours for light, dark and print.
 */
public final class Plot {
  private static final double WIDTH = 360;
  private static final double LEFT = 42;
  private static final double RIGHT = 10;
  private static final double TOP = 24;
  private static final double BOTTOM = 36;
  private static final double DOT = 5;
  private static final double SMALL_DOT = 3.5;
  private static final double GAP = 8;

  /** Mean width of a character of a note. */
  private static final double CHARACTER = 5.7;

  private static final String LEFT_EDGE = Coordinate.text(LEFT);
  private static final String RIGHT_EDGE = Coordinate.text(WIDTH - RIGHT);

  private final Element chart;
  private final Element marks = Chart.marks();
  private final double height;
  private final Scale x;
  private final Scale y;

  /** Where a note goes. */
  public enum Side {
    ABOVE,
    BELOW
  }

  /** A place in the chart, in values. */
  public record Point(double x, double y) {}

  /** A stretch of the y axis at one place of the x axis, in values. */
  public record Stretch(double x, double low, double high) {}

  /**
   * Draws the frame.
   *
   * @param id unique in the page
   * @param title what is drawn
   * @param description what is to be seen, in numbers
   * @param height in units, 36 of them for the x axis
   */
  public Plot(String id, String title, String description, double height, Scale x, Scale y) {
    this.chart = Chart.of(id, "", WIDTH, height, title, description);
    this.height = height;
    this.x = x;
    this.y = y;
    for (double tick : y.ticks()) {
      path("grid", "M" + LEFT_EDGE + " " + py(tick) + "H" + RIGHT_EDGE);
      text(y.label(tick), LEFT - 6, yAt(tick) + 3.5, "tick", "end");
    }
    for (double tick : x.ticks()) {
      text(x.label(tick), xAt(tick), height - BOTTOM + 15, "tick", "middle");
    }
    path("axis", "M" + LEFT_EDGE + " " + Coordinate.text(height - BOTTOM) + "H" + RIGHT_EDGE);
    text(y.title(), 0, 11, "axis-title", "start");
    text(x.title(), WIDTH - RIGHT, height - 5, "axis-title", "end");
  }

  /** Joins points by straight lines. */
  public Plot line(Series series, List<Point> points) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? 'M' : 'L').append(px(point.x())).append(' ');
      path.append(py(point.y()));
    }
    return path(series.line(), path.toString());
  }

  /** Goes across to each point, then up or down: the form of a precision-recall or ROC curve. */
  public Plot steps(Series series, List<Point> points) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      if (path.isEmpty()) {
        path.append('M').append(px(point.x())).append(' ').append(py(point.y()));
      } else {
        path.append('H').append(px(point.x())).append('V').append(py(point.y()));
      }
    }
    return path(series.line(), path.toString());
  }

  /** Fills between two lines, such as the ends of an interval. */
  public Plot band(Series series, List<Stretch> stretches) {
    StringBuilder path = new StringBuilder();
    for (Stretch stretch : stretches) {
      path.append(path.isEmpty() ? 'M' : 'L').append(px(stretch.x())).append(' ');
      path.append(py(stretch.high()));
    }
    for (int i = stretches.size() - 1; i >= 0; i--) {
      path.append('L').append(px(stretches.get(i).x())).append(' ');
      path.append(py(stretches.get(i).low()));
    }
    return path("band " + series.colour(), path.append('Z').toString());
  }

  /**
   * Draws the outline of a histogram.
   *
   * @param edges one more than values, rising
   * @param values values[i] lies between edges i and i + 1
   */
  public Plot histogram(Series series, double[] edges, double[] values) {
    String base = py(y.low());
    StringBuilder path = new StringBuilder("M" + px(edges[0]) + " " + base);
    for (int i = 0; i < values.length; i++) {
      path.append('V').append(py(values[i])).append('H').append(px(edges[i + 1]));
    }
    return path(series.area(), path.append('V').append(base).toString());
  }

  /** Draws the one large dot of a chart: what was chosen. */
  public Plot pick(Point at, String tooltip) {
    return dot("dot pick", at, DOT, tooltip);
  }

  /** Draws the one large dot of a chart and names it beside it. */
  public Plot pick(Point at, String name, Side side, String tooltip) {
    return pick(at, tooltip).note(name, at, side);
  }

  /** Draws a small dot; the first series' dots are filled, other ones hollow. */
  public Plot dot(Series series, Point at, String tooltip) {
    String hollow = series == Series.FIRST ? "" : " hollow";
    return dot("dot " + series.colour() + hollow, at, SMALL_DOT, tooltip);
  }

  private Plot dot(String style, Point at, double radius, String tooltip) {
    marks.add(
        Element.of("circle")
            .style(style)
            .set("cx", xAt(at.x()))
            .set("cy", yAt(at.y()))
            .set("r", radius)
            .add(Chart.tooltip(tooltip)));
    return this;
  }

  /** Draws an upright line at what was chosen, named at its top. */
  public Plot vertical(double at, String name) {
    path("rule pick", "M" + px(at) + " " + Coordinate.text(TOP) + "V" + py(y.low()));
    beside(name, xAt(at), TOP + 9);
    return this;
  }

  /** Draws a level line to compare with, named at its beginning. */
  public Plot horizontal(double at, String name) {
    path("rule ref", "M" + LEFT_EDGE + " " + py(at) + "H" + RIGHT_EDGE);
    text(name, LEFT + 4, yAt(at) - 5, "note", "start");
    return this;
  }

  /** Writes beside a place: below where the curve rises, above where it falls. */
  public Plot note(String content, Point at, Side side) {
    boolean above = side == Side.ABOVE && yAt(at.y()) > TOP + 12;
    beside(content, xAt(at.x()), yAt(at.y()) + (above ? -6 : 14));
    return this;
  }

  /** Writes to the right if it fits there, else to the left. */
  private void beside(String content, double atX, double atY) {
    double width = CHARACTER * content.codePointCount(0, content.length());
    boolean fits = atX + GAP + width <= WIDTH - RIGHT;
    text(content, atX + (fits ? GAP : -GAP), atY, "note", fits ? "start" : "end");
  }

  /** Lays an invisible strip with a tooltip over a bin: point anywhere above it to read it. */
  public Plot hover(double from, double to, String tooltip) {
    marks.add(
        Chart.rectangle("hover", xAt(from), TOP, xAt(to) - xAt(from), height - BOTTOM - TOP)
            .add(Chart.tooltip(tooltip)));
    return this;
  }

  /** Returns the chart with everything added so far. */
  public Element element() {
    return chart.add(marks);
  }

  private Plot path(String style, String path) {
    marks.add(Element.of("path").style(style).set("d", path));
    return this;
  }

  private void text(String content, double atX, double atY, String style, String anchor) {
    marks.add(Chart.text(content, atX, atY, style, anchor));
  }

  private double xAt(double value) {
    return x.at(value, LEFT, WIDTH - RIGHT);
  }

  private double yAt(double value) {
    return y.at(value, height - BOTTOM, TOP);
  }

  private String px(double value) {
    return Coordinate.text(xAt(value));
  }

  private String py(double value) {
    return Coordinate.text(yAt(value));
  }
}
