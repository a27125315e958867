package io.bertline.benchmarks.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.bertline.bert.TokenRows;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains the same rows in every way there is, turn by turn, and prints a table: first with one
 * thread, where processor time is comparable on a busy machine, then with two.
 */
public final class TrainBenchmark {
  private static final int ROWS = 3_200;
  private static final int BATCH_SIZE = 32;
  private static final List<String> HUGGING_FACE = List.of("bf16/sdpa", "bf16/eager");

  private final TrainBenchmarkOptions options;
  private final PrintStream out;

  private TrainBenchmark(TrainBenchmarkOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Measures, see {@link TrainBenchmarkOptions}. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    TrainBenchmark benchmark = new TrainBenchmark(TrainBenchmarkOptions.parse(arguments), out);
    Machine.describe().forEach(out::println);
    for (ModelShape model : benchmark.options.models()) {
      benchmark.measure(model);
    }
  }

  private void measure(ModelShape model) throws IOException {
    Path directory = options.work().resolve(model.name());
    RandomModel.write(directory, model.config());
    TokenRows rows = BenchmarkRows.generate(ROWS, 11);
    List<int[]> batches = BenchmarkRows.sample(rows, BATCH_SIZE, model.batches());
    BenchmarkRows.write(directory, rows, batches);
    StepTable table = new StepTable(model, rows, batches);
    out.printf("%n## %s%n%n%s%n%n", model.title(), table.rowsLine());
    String best = oneThread(directory, table);
    twoThreads(directory, table, best);
    table.lines().forEach(out::println);
  }

  /** Returns the options of Hugging Face that were fastest; empty without Python. */
  private String oneThread(Path directory, StepTable table) throws IOException {
    try (Workers workers = new Workers(options, directory, 1)) {
      Worker ours = workers.ours();
      Contender step = new Contender("Bertline", ours, "round step", options.rounds());
      Contender gradients = new Contender("gradients", ours, "round gradients", options.rounds());
      List<Contender> all = new ArrayList<>(List.of(step, gradients));
      workers
          .prototype()
          .ifPresent(
              worker ->
                  all.add(new Contender("prototype", worker, "round step", options.rounds())));
      List<Contender> huggingFace = new ArrayList<>();
      Optional<Worker> python = workers.huggingFace();
      if (python.isPresent()) {
        for (String choice : HUGGING_FACE) {
          huggingFace.add(
              new Contender(
                  "Hugging Face, " + choice, python.get(), "round " + choice, options.rounds()));
        }
      }
      all.addAll(huggingFace);
      workers
          .recipe()
          .ifPresent(worker -> all.add(new Contender("original recipe", worker, "round -", 2)));
      JsonNode before = ours.ask("roofline");
      takeTurns(all);
      table.oneThread(all, gradients);
      table.facts(step, gradients, before, ours.ask("roofline"), ours.ask("input"));
      return huggingFace.isEmpty()
          ? ""
          : Contender.fastest(huggingFace).title().replace("Hugging Face, ", "");
    }
  }

  private void twoThreads(Path directory, StepTable table, String best) throws IOException {
    try (Workers workers = new Workers(options, directory, 2)) {
      List<Contender> all = new ArrayList<>();
      all.add(new Contender("Bertline", workers.ours(), "round step", options.rounds()));
      workers
          .prototype()
          .ifPresent(
              worker ->
                  all.add(new Contender("prototype", worker, "round step", options.rounds())));
      if (!best.isEmpty()) {
        workers
            .huggingFace()
            .ifPresent(
                worker ->
                    all.add(
                        new Contender(
                            "Hugging Face, " + best, worker, "round " + best, options.rounds())));
      }
      takeTurns(all);
      table.twoThreads(all);
    }
  }

  private void takeTurns(List<Contender> contenders) throws IOException {
    for (int round = 0; round <= options.rounds(); round++) {
      for (Contender contender : contenders) {
        contender.round();
      }
    }
  }
}
