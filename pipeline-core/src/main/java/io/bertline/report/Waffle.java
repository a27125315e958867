package io.bertline.report;

/** A hundred squares: a share that can be counted. */
public final class Waffle {
  private static final int SIDE = 10;
  private static final double PITCH = 15;

  private Waffle() {}

  /**
   * Draws the squares.
   *
   * @param filled how many of the hundred are filled, 0 to 100
   */
  public static Element of(String id, long filled, String title, String description) {
    Element marks = Chart.marks();
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        boolean on = row * SIDE + column < filled;
        double margin = on ? 1 : 1.8;
        double side = PITCH - 2 * margin;
        marks.add(
            Chart.rectangle(
                    on ? "on" : "off", column * PITCH + margin, row * PITCH + margin, side, side)
                .set("rx", 2.5));
      }
    }
    return Chart.of(id, "waffle", SIDE * PITCH, SIDE * PITCH, title, description).add(marks);
  }
}
