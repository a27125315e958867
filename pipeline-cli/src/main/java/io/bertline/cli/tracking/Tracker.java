package io.bertline.cli.tracking;

/**
 * Takes the curves of a run while it runs. What is tracked is for watching only: a tracker never
 * fails the run.
 */
public interface Tracker extends AutoCloseable {
  /** Tracks nothing. */
  Tracker NONE =
      new Tracker() {
        @Override
        public void scalar(String name, long step, double value) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /**
   * Adds a point to a curve.
   *
   * @param name the curve, grouped by what stands before the slash: {@code train/loss}
   * @param step position on the x axis, not falling
   * @param value any number, NaN included
   */
  void scalar(String name, long step, double value);

  /** Makes all points so far visible. */
  void flush();

  /** Makes all points visible and ends. */
  @Override
  void close();
}
