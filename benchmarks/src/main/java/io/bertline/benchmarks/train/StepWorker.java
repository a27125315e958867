package io.bertline.benchmarks.train;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bertline.bert.Batch;
import io.bertline.bert.BertModel;
import io.bertline.bert.BertTrainer;
import io.bertline.bert.HeadOptions;
import io.bertline.bert.LengthSortedBatches;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.bert.StepParts;
import io.bertline.bert.StepResult;
import io.bertline.bert.TokenRows;
import io.bertline.bert.TrainingOptions;
import io.bertline.bert.WordOrder;
import io.bertline.huggingface.ModelDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that trains when it is told to. It reads a command a line and answers with a line of
 * JSON: {@code round step} (whole steps, input and bookkeeping included), {@code round gradients}
 * (without the optimiser), {@code input}, {@code roofline}, {@code end}.
 */
public final class StepWorker {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TrainingOptions OPTIONS =
      new TrainingOptions(0.1, 0.1, 0, new double[0], 0.01, 1, 1, false, 0, 42);
  private static final double LEARNING_RATE = 2e-5;

  private final TokenRows rows;
  private final List<int[]> batches;
  private final BertModel model;
  private final BertTrainer trainer;
  private final Path directory;
  private long steps;

  private StepWorker(Path directory, int threads) throws IOException {
    this.directory = directory;
    this.rows = BenchmarkRows.read(directory);
    this.batches = BenchmarkRows.readBatches(directory);
    int vocabulary = ModelDirectory.readConfig(directory).vocabulary();
    this.model =
        BertModel.pretrained(
            directory,
            new HeadOptions(2, 42),
            new ModelOptions("cpu", Precision.AUTO, threads),
            WordOrder.usedFirst(rows.tokenIds(), vocabulary));
    this.trainer = BertTrainer.of(model, OPTIONS);
  }

  /**
   * Runs until it is told to end.
   *
   * @param arguments directory with model, rows and batches; number of threads
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    StepWorker worker = new StepWorker(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    worker.step(worker.batches.get(0));
    ObjectNode ready = JSON.createObjectNode();
    ready.put("first_step_seconds", Clocks.secondsSinceStart());
    ready.put("precision", worker.model.precision().toString());
    ready.put("words", worker.rows.tokenIds().cardinality());
    out.println(ready);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(worker.answer(line));
    }
  }

  private ObjectNode answer(String command) throws IOException {
    return switch (command) {
      case "round step" -> round(this::step);
      case "round gradients" -> round(this::gradients);
      case "input" -> input();
      case "roofline" -> roofline();
      default -> JSON.createObjectNode().put("peak_mb", Clocks.peakMegabytes());
    };
  }

  private interface BatchAction {
    double run(int[] batch);
  }

  private ObjectNode round(BatchAction action) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode cpu = answer.putArray("cpu");
    ArrayNode wall = answer.putArray("wall");
    for (int[] batch : batches) {
      double cpuStart = Clocks.processorSeconds();
      double wallStart = Clocks.wallSeconds();
      answer.put("loss", action.run(batch));
      wall.add(Clocks.wallSeconds() - wallStart);
      cpu.add(Clocks.processorSeconds() - cpuStart);
    }
    return answer;
  }

  /** What the training loop does for a step: batch, step, check, sums for the log. */
  private double step(int[] batch) {
    Batch padded = rows.batch(batch);
    StepResult result = trainer.step(List.of(padded), steps++, LEARNING_RATE);
    if (!Double.isFinite(result.loss()) || padded.tokens() == 0) {
      throw new IllegalStateException("step " + steps + " has the loss " + result.loss());
    }
    return result.loss();
  }

  private double gradients(int[] batch) {
    return StepParts.gradients(trainer, rows.batch(batch), steps);
  }

  /** The order of an epoch, shared among its steps, and padding of a batch. */
  private ObjectNode input() throws IOException {
    double start = Clocks.processorSeconds();
    int epochs = 20;
    long sum = 0;
    int count = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int[] batch :
          LengthSortedBatches.ofRows(batches.get(0).length).training(rows, 1, epoch)) {
        sum += rows.batch(batch).tokens();
        count++;
      }
    }
    return JSON.createObjectNode()
        .put("seconds", (Clocks.processorSeconds() - start) / count)
        .put("tokens", sum / count);
  }

  private ObjectNode roofline() throws IOException {
    long padded = 0;
    for (int[] batch : batches) {
      Batch b = rows.batch(batch);
      padded += (long) b.rows() * b.length();
    }
    Roofline roofline =
        Roofline.measure(
            ModelDirectory.readConfig(directory),
            (int) (padded / batches.size()),
            Clocks::threadSeconds);
    return JSON.createObjectNode()
        .put("square", roofline.square())
        .put("shapes", roofline.shapes());
  }
}
