package io.bertline.report;

/** The elements of prose and layout that pages are made of. */
public final class Html {
  /** What is longer is cut: a page is for reading, the artifact holds the whole. */
  private static final int LONGEST_TEXT = 500;

  private Html() {}

  /** Returns a paragraph; strings are text, elements are themselves. */
  public static Element paragraph(Object... content) {
    return Element.of("p").add(content);
  }

  /** Returns text that stands out. */
  public static Element bold(String text) {
    return Element.of("b").add(text);
  }

  /** Returns a name of the machine's: a file, an option, an expression. */
  public static Element code(String text) {
    return Element.of("code").add(text);
  }

  /** Returns something to be told only to readers who can point at it. */
  public static Element hint(String text) {
    return Element.of("span").style("hint").add(text);
  }

  /** Returns text that steps back. */
  public static Element muted(String text) {
    return Element.of("span").style("muted").add(text);
  }

  /** Returns foreign text within a line, its direction kept to itself. */
  public static Element foreign(String text) {
    return Element.of("bdi").add(Chart.shortened(text, LONGEST_TEXT));
  }

  /** Returns foreign text on its own lines. */
  public static Element quote(String text) {
    return Element.of("q").set("dir", "auto").add(Chart.shortened(text, LONGEST_TEXT));
  }

  /** Returns plates side by side, as many as fit. */
  public static Element plates(Element... plates) {
    return Element.of("div").style("plates").add((Object[]) plates);
  }

  /**
   * Returns plates in columns of two that belong together, where there is room for three columns.
   */
  public static Element pairs(Element... plates) {
    return plates(plates).style("plates pairs");
  }

  /**
   * Returns a framed chart.
   *
   * @param title the heading
   * @param caption what to see, in words
   * @param legend names of the series; an empty one shows nothing
   */
  public static Element plate(String title, String caption, Legend legend, Element chart) {
    Element head = Element.of("figcaption").add(Element.of("h3").add(title));
    if (!caption.isEmpty()) {
      head.add(paragraph(caption));
    }
    if (!legend.isEmpty()) {
      head.add(legend.element());
    }
    return Element.of("figure").style("plate").add(head, chart);
  }

  /** Returns a framed statement beside a small chart. */
  public static Element statement(Element chart, String claim, String explanation) {
    Element caption =
        Element.of("figcaption").add(Element.of("strong").add(claim), paragraph(explanation));
    return Element.of("figure")
        .style("plate")
        .add(Element.of("div").style("plain").add(chart, caption));
  }

  /** Returns what only some readers want, folded. */
  public static Element details(String summary, Element... content) {
    return Element.of("details").add(Element.of("summary").add(summary)).add((Object[]) content);
  }
}
