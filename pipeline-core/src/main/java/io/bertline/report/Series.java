package io.bertline.report;

/**
 * What a line of a chart stands for. Each is told by colour and by dash, so that neither print nor
 * colour blindness hides it; the style sheet holds the colours.
 */
public enum Series {
  /** This run, the training split, the first label: solid. */
  FIRST("s1", ""),
  /** The second series, the label sought: dashed. */
  SECOND("s2", "dashed"),
  /** The third series: dotted. */
  THIRD("s3", "dotted"),
  /** The fourth series: dash and dot. */
  FOURTH("s4", "dashdot"),
  /** What others are compared with, such as a champion: grey. */
  REFERENCE("ref", ""),
  /** What would be perfect, or chance: grey and dotted. */
  DIAGONAL("ref", "dotted");

  private final String colour;
  private final String dash;

  Series(String colour, String dash) {
    this.colour = colour;
    this.dash = dash;
  }

  /** Returns the classes of a line. */
  String line() {
    return ("line " + colour + " " + dash).strip();
  }

  /**
   * Returns the classes of an area; only the first series is filled, so that none hides another.
   */
  String area() {
    return this == FIRST ? "area s1" : ("area " + colour + " " + dash + " outline");
  }

  /** Returns the class of marks. */
  String colour() {
    return colour;
  }
}
