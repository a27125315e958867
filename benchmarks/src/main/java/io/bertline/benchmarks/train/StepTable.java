package io.bertline.benchmarks.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.bertline.bert.Batch;
import io.bertline.bert.TokenRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came out for a model, as Markdown. */
final class StepTable {
  private final ModelShape model;
  private final int batchSize;
  private final double realTokens;
  private final double paddedTokens;
  private final double operations;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final List<String> facts = new ArrayList<>();

  /** A way to train; NaN where it was not measured. Seconds of a step, MB. */
  private static final class Line {
    double cpu = Double.NaN;
    double wall = Double.NaN;
    long peak;
  }

  StepTable(ModelShape model, TokenRows rows, List<int[]> batches) {
    this.model = model;
    this.batchSize = batches.get(0).length;
    double real = 0;
    double padded = 0;
    double flops = 0;
    for (int[] rowsOfBatch : batches) {
      Batch batch = rows.batch(rowsOfBatch);
      real += batch.tokens();
      padded += (double) batch.rows() * batch.length();
      flops += StepFlops.of(model.config(), batch.lengths());
    }
    this.realTokens = real / batches.size();
    this.paddedTokens = padded / batches.size();
    this.operations = flops / batches.size();
  }

  String rowsLine() {
    return text(
        "Batches of %d rows, %.0f real tokens, %.1f %% of what is computed is padding.",
        batchSize, realTokens, 100 * (1 - realTokens / paddedTokens));
  }

  void oneThread(List<Contender> contenders, Contender part) throws IOException {
    for (Contender contender : contenders) {
      if (contender != part) {
        Line line = line(contender);
        line.cpu = contender.cpuSeconds();
        line.peak = contender.worker().ask("end").path("peak_mb").asLong();
      }
    }
  }

  void twoThreads(List<Contender> contenders) {
    for (Contender contender : contenders) {
      line(contender).wall = contender.wallSeconds();
    }
  }

  private Line line(Contender contender) {
    return lines.computeIfAbsent(contender.title(), title -> new Line());
  }

  /**
   * Takes in what is known of our step alone.
   *
   * @param before the roofline before the turns
   * @param after the roofline after them
   */
  void facts(Contender step, Contender gradients, JsonNode before, JsonNode after, JsonNode input) {
    double seconds = step.cpuSeconds();
    double square = Math.max(before.path("square").asDouble(), after.path("square").asDouble());
    double shapes = Math.max(before.path("shapes").asDouble(), after.path("shapes").asDouble());
    double speed = operations / seconds / 1e9;
    JsonNode start = step.worker().greeting();
    facts.add(
        text(
            "Roofline (%s, one thread): %.0f GFLOP/s for 2048 x 2048 x 2048, %.0f at the step's"
                + " shapes. Bertline's step: %.0f GFLOP/s of real tokens, %.0f %% of the square,"
                + " %.0f %% of the shapes.",
            start.path("precision").asText(),
            square,
            shapes,
            speed,
            100 * speed / square,
            100 * speed / shapes));
    facts.add(
        text(
            "Of the step, %.1f %% is the optimiser (with clipping; %d words occur), %.2f %% the"
                + " input.",
            100 * (seconds - gradients.cpuSeconds()) / seconds,
            start.path("words").asLong(),
            100 * input.path("seconds").asDouble() / seconds));
    facts.add(
        text(
            "First step done %.1f s after the JVM was started.",
            start.path("first_step_seconds").asDouble()));
  }

  List<String> lines() {
    List<String> text = new ArrayList<>();
    text.add(
        "| | CPU ms per example, 1 thread | real tokens/s | times Bertline's |"
            + " wall ms per example, 2 threads | times Bertline's | peak MB |");
    text.add("|---|---|---|---|---|---|---|");
    Line ours = lines.values().iterator().next();
    lines.forEach(
        (title, line) ->
            text.add(
                text(
                    "| %s | %s | %s | %s | %s | %s | %s |",
                    title,
                    number("%.2f", 1e3 * line.cpu / batchSize),
                    number("%.0f", realTokens / line.cpu),
                    number("%.2f", line.cpu / ours.cpu),
                    number("%.2f", 1e3 * line.wall / batchSize),
                    number("%.2f", line.wall / ours.wall),
                    line.peak == 0 ? "" : Long.toString(line.peak))));
    text.add("");
    text.addAll(facts);
    text.add("Load at the end: " + Machine.load() + ". Model: " + model.title() + ".");
    return text;
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : text(format, value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
