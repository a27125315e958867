package io.bertline.report;

import java.util.Arrays;
import java.util.List;

/**
 * A confusion matrix: the colour is the share of the row in ten steps of one hue, the text is the
 * count and, for two labels, the share.
 */
public final class HeatMap {
  /** With more labels the cells are too small to read; list the most frequent mistakes instead. */
  public static final int MOST_LABELS = 11;

  private static final double WIDTH = 360;
  private static final double LEFT = 96;
  private static final double TOP = 40;

  /** From this share of the row on, the cell is so dark that its text must be light. */
  private static final double DARK = 0.7;

  private final List<String> labels;
  private final long[][] counts;
  private final boolean roomy;
  private final double cellWidth;
  private final double cellHeight;
  private final Element marks = Chart.marks();

  private HeatMap(List<String> labels, long[][] counts) {
    this.labels = labels;
    this.counts = counts;
    this.roomy = labels.size() == 2;
    this.cellWidth = (WIDTH - LEFT) / labels.size();
    this.cellHeight = roomy ? 102 : Math.max(24, cellWidth * 0.72);
  }

  /**
   * Draws a matrix.
   *
   * @param labels 2 to {@link #MOST_LABELS} names
   * @param counts counts[truth][called]
   */
  public static Element of(
      String id, String title, String description, List<String> labels, long[][] counts) {
    if (labels.size() > MOST_LABELS) {
      throw new IllegalArgumentException(labels.size() + " labels");
    }
    HeatMap map = new HeatMap(labels, counts);
    map.draw();
    double height = TOP + map.cellHeight * labels.size() + 4;
    return Chart.of(id, "", WIDTH, height, title, description).add(map.marks);
  }

  private void draw() {
    marks.add(Chart.text("classifier says →", WIDTH, 11, "axis-title", "end"));
    marks.add(Chart.text("truth ↓", 0, 32, "axis-title", "start"));
    for (int i = 0; i < labels.size(); i++) {
      double x = LEFT + cellWidth * (i + 0.5);
      double y = TOP + cellHeight * (i + 0.5) + 4;
      marks.add(Chart.text(columnName(i), x, 32, "tick", "middle"));
      marks.add(Chart.text(rowName(i), LEFT - 8, y, "tick", "end"));
      long row = Arrays.stream(counts[i]).sum();
      for (int j = 0; j < labels.size(); j++) {
        cell(i, j, row == 0 ? 0 : counts[i][j] / (double) row);
      }
    }
  }

  /** Names over narrow columns would overlap, so that these have numbers. */
  private boolean numbered() {
    return labels.size() > 4;
  }

  private String columnName(int label) {
    return numbered()
        ? String.valueOf(label + 1)
        : Chart.shortened(labels.get(label), (int) (cellWidth / 7));
  }

  private String rowName(int label) {
    return numbered()
        ? Chart.shortened(labels.get(label), 10) + " " + (label + 1)
        : Chart.shortened(labels.get(label), 16);
  }

  private void cell(int truth, int called, double share) {
    double x = LEFT + cellWidth * called;
    double y = TOP + cellHeight * truth;
    long count = counts[truth][called];
    String tooltip =
        "%s called %s: %s (%s)"
            .formatted(
                labels.get(truth),
                labels.get(called),
                Numbers.count(count),
                Numbers.percent(share));
    marks.add(
        Chart.rectangle(
                "cell h" + Math.min(9, (int) (share * 10)),
                x + 1,
                y + 1,
                cellWidth - 2,
                cellHeight - 2)
            .set("rx", 3)
            .add(Chart.tooltip(tooltip)));
    String tone = share >= DARK ? " on-dark" : "";
    double centre = x + cellWidth / 2;
    double middle = y + cellHeight / 2;
    if (roomy) {
      marks.add(
          Chart.text(Numbers.count(count), centre, middle - 1, "cell-count big" + tone, "middle"));
      marks.add(
          Chart.text(Numbers.percent(share), centre, middle + 16, "cell-count" + tone, "middle"));
    } else {
      String text = cellWidth < 40 ? Numbers.axis((double) count) : Numbers.count(count);
      marks.add(Chart.text(text, centre, middle + 4, "cell-count" + tone, "middle"));
    }
  }
}
