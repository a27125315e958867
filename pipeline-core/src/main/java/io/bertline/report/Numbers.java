package io.bertline.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers read in a report: the same whatever the locale of the machine. */
public final class Numbers {
  /** Keeps a number and its unit on one line. */
  private static final String NARROW_SPACE = "\u202f";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Numbers() {}

  /** 13,061. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** 1 row, 13,061 rows. */
  public static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  /** 22.7 million, and 13,061 as it is: for a place where a long number would break. */
  public static String rounded(long count) {
    return count < 1_000_000 ? count(count) : significant(count / 1e6) + NARROW_SPACE + "million";
  }

  /** 0.710; "undefined" for {@code NaN}. */
  public static String metric(double value) {
    return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** +0.021 or −0.021. */
  public static String difference(double value) {
    return (value < 0 ? "\u2212" : "+") + metric(Math.abs(value));
  }

  /** 0.683 to 0.734; never ±, for the interval need not be symmetric. */
  public static String interval(double low, double high) {
    return Double.isNaN(low) ? "undefined" : metric(low) + " to " + metric(high);
  }

  /** 6.4 %; what rounds to nothing or to all but is not, reads "&lt; 0.1 %" or "&gt; 99.9 %". */
  public static String percent(double share) {
    if (share > 0 && share < 0.0005) {
      return "< 0.1" + NARROW_SPACE + "%";
    }
    if (share < 1 && share > 0.9995) {
      return "> 99.9" + NARROW_SPACE + "%";
    }
    if (share == 0 || share == 1) {
      return share == 0 ? "0" + NARROW_SPACE + "%" : "100" + NARROW_SPACE + "%";
    }
    return String.format(Locale.ROOT, "%.1f", share * 100) + NARROW_SPACE + "%";
  }

  /** 72 of 100, for a share of 0.716. */
  public static long ofHundred(double share) {
    return Math.round(share * 100);
  }

  /** 11.8 ms, 4.12 s, 3 min 20 s, 2 h 5 min. */
  public static String time(double seconds) {
    if (seconds < 1) {
      return significant(seconds * 1000) + NARROW_SPACE + "ms";
    }
    if (seconds < 100) {
      return significant(seconds) + NARROW_SPACE + "s";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d%smin %d%ss".formatted(whole / 60, NARROW_SPACE, whole % 60, NARROW_SPACE)
        : "%d%sh %d%smin".formatted(whole / 3600, NARROW_SPACE, whole / 60 % 60, NARROW_SPACE);
  }

  /** 12.4 MB. */
  public static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return (unit == 0 ? count(bytes) : significant(value)) + NARROW_SPACE + units[unit];
  }

  /** Three digits: 0.00512, 4.12, 41.2, 412. */
  public static String significant(double value) {
    if (value >= 99.95 || value == 0) {
      return count(Math.round(value));
    }
    int whole = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    return String.format(Locale.ROOT, "%." + Math.max(0, Math.min(6, 3 - whole)) + "f", value);
  }

  /** For axes: 0, 50, 1k, 20k, 1M. */
  public static String axis(double value) {
    if (value >= 1e6) {
      return Coordinate.text(value / 1e6) + "M";
    }
    return value >= 1e3 ? Coordinate.text(value / 1e3) + "k" : Coordinate.text(value);
  }

  /** For axes of shares: 5 %, 0.01 %. */
  public static String axisPercent(double share) {
    double percent = share * 100;
    String number =
        percent == 0 || percent >= 0.1
            ? Coordinate.text(percent)
            : String.format(Locale.ROOT, "%.4f", percent).replaceAll("0+$", "");
    return number + NARROW_SPACE + "%";
  }

  /** 22 November 2026, 20:14 UTC. */
  static String date(Instant instant) {
    return DATE.format(instant);
  }

  /** The first 12 digits of a key. */
  static String key(String key) {
    return key.substring(0, Math.min(12, key.length()));
  }
}
