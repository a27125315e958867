package io.bertline.predict.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line a text for people: the label, its calibrated probability, the text. */
final class PlainPredictionWriter implements PredictionWriter {
  private static final int MOST_CHARACTERS = 100;

  /** Control characters, also those beyond ASCII, line ends of Unicode, and marks of direction. */
  private static final Pattern ACTING =
      Pattern.compile("[\\p{Cc}\\u2028-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C]");

  private final Writer out;
  private final int width;

  PlainPredictionWriter(Writer out, List<String> labels) {
    this.out = out;
    this.width = labels.stream().mapToInt(String::length).max().orElse(0);
  }

  @Override
  public void begin() {}

  @Override
  public void write(LabelledRow row) throws IOException {
    String label = row.prediction().label();
    Map<String, Double> probabilities = row.prediction().probabilities();
    out.write(label);
    out.write(" ".repeat(width - label.length()));
    out.write(percent(Objects.requireNonNull(probabilities.get(label))));
    out.write("  ");
    out.write(oneLine(row.text()));
    out.write('\n');
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "  %.3f", probability);
  }

  /** Keeps a text from moving the cursor, turning the line around or filling the screen. */
  private static String oneLine(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String cut = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    return ACTING.matcher(cut).replaceAll(" ");
  }
}
