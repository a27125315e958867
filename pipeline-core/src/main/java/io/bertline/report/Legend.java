package io.bertline.report;

import java.util.ArrayList;
import java.util.List;

/** Names the series of a chart with their real strokes, in HTML so that it reflows. */
public final class Legend {
  private final List<Element> items = new ArrayList<>();

  /** Adds a line. */
  public Legend line(Series series, String name) {
    return item(Element.of("path").style(series.line()).set("d", "M1 5H21"), name);
  }

  /** Adds the outline of a histogram. */
  public Legend area(Series series, String name) {
    return item(swatch(series.area()), name);
  }

  /** Adds a filled block, as in a stacked bar. */
  public Legend block(Series series, String name) {
    return item(swatch("block " + series.colour()), name);
  }

  private static Element swatch(String style) {
    return Element.of("rect")
        .style(style)
        .set("x", 1)
        .set("y", 1)
        .set("width", 20)
        .set("height", 8)
        .set("rx", 1);
  }

  private Legend item(Element mark, String name) {
    Element icon = Element.of("svg").set("viewBox", "0 0 22 10").set("aria-hidden", "true");
    items.add(Element.of("li").add(icon.add(mark), name));
    return this;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Returns the list. */
  public Element element() {
    return Element.of("ul").style("legend").addAll(items);
  }
}
