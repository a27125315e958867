package io.bertline.report;

/** What a report finds, told by colour, icon and words. */
public enum Verdict {
  /** A tick in a circle. */
  PASS("pass", "M10 1a9 9 0 1 0 0 18a9 9 0 1 0 0 -18", "M6 10.5l2.8 2.8L14.2 7.4"),
  /** An exclamation mark in a triangle. */
  CAUTION("caution", "M10 2.2L18.6 17.2H1.4Z", "M10 8v4.2M10 14.6v.2"),
  /** A cross in a circle. */
  FAIL("fail", "M10 1a9 9 0 1 0 0 18a9 9 0 1 0 0 -18", "M7 7l6 6M13 7l-6 6");

  private final String style;
  private final String frame;
  private final String sign;

  Verdict(String style, String frame, String sign) {
    this.style = style;
    this.frame = frame;
    this.sign = sign;
  }

  /** Returns the class of what has this verdict. */
  String style() {
    return style;
  }

  /** Returns the mark: the icon and these words. */
  public Element mark(String words) {
    Element icon =
        Element.of("svg")
            .set("viewBox", "0 0 20 20")
            .set("aria-hidden", "true")
            .add(Element.of("path").set("d", frame), Element.of("path").set("d", sign));
    return Element.of("span").style("mark " + style).add(icon, words);
  }
}
