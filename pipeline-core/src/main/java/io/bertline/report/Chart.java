package io.bertline.report;

/** The frame every chart shares: an SVG that a screen reader can announce. */
final class Chart {
  private Chart() {}

  /**
   * Returns a chart to add {@link #marks} to.
   *
   * @param id unique in the page
   * @param classes besides {@code chart}
   * @param title what is drawn
   * @param description what is to be seen, in numbers
   */
  static Element of(
      String id, String classes, double width, double height, String title, String description) {
    return Element.of("svg")
        .style(("chart " + classes).strip())
        .set("viewBox", "0 0 " + Coordinate.text(width) + " " + Coordinate.text(height))
        .set("role", "img")
        .set("aria-labelledby", id + "-t " + id + "-d")
        .add(Element.of("title").set("id", id + "-t").add(title))
        .add(Element.of("desc").set("id", id + "-d").add(description));
  }

  /** Returns the group of all marks, which a screen reader passes over. */
  static Element marks() {
    return Element.of("g").set("aria-hidden", "true");
  }

  /** Returns text in a drawing. */
  static Element text(String content, double x, double y, String style, String anchor) {
    return Element.of("text")
        .set("x", x)
        .set("y", y)
        .style(style)
        .set("text-anchor", anchor)
        .add(content);
  }

  /** Returns a rectangle. */
  static Element rectangle(String style, double x, double y, double width, double height) {
    return Element.of("rect")
        .style(style)
        .set("x", x)
        .set("y", y)
        .set("width", width)
        .set("height", height);
  }

  /** Returns a tooltip without a script; it belongs to the element it is added to. */
  static Element tooltip(String content) {
    return Element.of("title").add(content);
  }

  /** Shortens a name that does not fit. */
  static String shortened(String name, int characters) {
    return name.codePointCount(0, name.length()) <= characters
        ? name
        : name.substring(0, name.offsetByCodePoints(0, characters - 1)) + "…";
  }
}
