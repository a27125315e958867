package io.bertline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Maps values of a chart to pixels, linearly or by logarithm, and knows its round ticks. */
public final class Scale {
  private static final double ROUNDING = 1e-9;

  private final String title;
  private final double low;
  private final double high;
  private final boolean logarithmic;
  private final List<Double> ticks;
  private final DoubleFunction<String> label;

  private Scale(
      String title,
      double low,
      double high,
      boolean logarithmic,
      List<Double> ticks,
      DoubleFunction<String> label) {
    this.title = title;
    this.low = low;
    this.high = high;
    this.logarithmic = logarithmic;
    this.ticks = List.copyOf(ticks);
    this.label = label;
  }

  /** Returns 0 to 1 in steps of 0.2, where metrics and scores lie. */
  public static Scale unit(String title) {
    return linear(title, 0, 1, 5);
  }

  /** Returns a linear scale whose labels have as many decimals as its step needs. */
  public static Scale linear(String title, double low, double high, int wantedTicks) {
    double step = step(low, high, wantedTicks);
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - ROUNDING));
    return linear(
        title,
        low,
        high,
        wantedTicks,
        value -> value == 0 ? "0" : String.format(Locale.ROOT, "%." + decimals + "f", value));
  }

  /**
   * Returns a linear scale.
   *
   * @param high above {@code low}
   * @param wantedTicks about how many; the step is 1, 2 or 5 times a power of ten
   * @param label how a tick reads
   */
  public static Scale linear(
      String title, double low, double high, int wantedTicks, DoubleFunction<String> label) {
    double step = step(low, high, wantedTicks);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - ROUNDING);
        i * step <= high + step * ROUNDING;
        i++) {
      ticks.add(i * step);
    }
    return new Scale(title, low, high, false, ticks, label);
  }

  private static double step(double low, double high, int wantedTicks) {
    if (!(high > low)) {
      throw new IllegalArgumentException("a scale from " + low + " to " + high);
    }
    double rough = (high - low) / wantedTicks;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double unit = rough / power;
    if (unit < 1.5) {
      return power;
    }
    return unit < 3.5 ? 2 * power : unit < 7.5 ? 5 * power : 10 * power;
  }

  /**
   * Returns a logarithmic scale with a tick at every power of ten. A value of 0 or below {@code
   * low} lies on the base line.
   *
   * @param low above 0
   * @param high above {@code low}
   */
  public static Scale logarithmic(
      String title, double low, double high, DoubleFunction<String> label) {
    if (!(low > 0 && high > low)) {
      throw new IllegalArgumentException("a logarithmic scale from " + low + " to " + high);
    }
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.ceil(Math.log10(low) - ROUNDING);
        power <= Math.log10(high) + ROUNDING;
        power++) {
      ticks.add(Math.pow(10, power));
    }
    return new Scale(title, low, high, true, ticks, label);
  }

  /** Returns a logarithmic scale for numbers of rows up to {@code most}, with room below one. */
  public static Scale rows(long most) {
    double decade = Math.pow(10, Math.ceil(Math.log10(Math.max(10.0, (double) most)) - ROUNDING));
    return logarithmic("rows (log)", 0.7, decade, Numbers::axis);
  }

  String title() {
    return title;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  List<Double> ticks() {
    return ticks;
  }

  String label(double tick) {
    return label.apply(tick);
  }

  /** Returns where a value lies between two pixels; what is beyond the scale lies at its end. */
  double at(double value, double from, double to) {
    double share =
        logarithmic
            ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
            : (value - low) / (high - low);
    return from + Math.max(0, Math.min(1, share)) * (to - from);
  }
}
