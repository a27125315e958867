package io.bertline.benchmarks.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A way to train in some process, and its fastest steps so far. */
final class Contender {
  private final String title;
  private final Worker worker;
  private final String command;
  private final int rounds;
  private final List<Double> cpu = new ArrayList<>();
  private final List<Double> wall = new ArrayList<>();
  private int done;

  /**
   * @param command what makes the process train on every batch once
   * @param rounds after so many it leaves the others alone
   */
  Contender(String title, Worker worker, String command, int rounds) {
    this.title = title;
    this.worker = worker;
    this.command = command;
    this.rounds = rounds;
  }

  String title() {
    return title;
  }

  Worker worker() {
    return worker;
  }

  /** Trains on every batch once. The first round counts for nothing: it warms up. */
  void round() throws IOException {
    if (done > rounds) {
      return;
    }
    JsonNode answer = worker.ask(command);
    if (done++ > 0) {
      keepBest(cpu, answer.path("cpu"));
      keepBest(wall, answer.path("wall"));
    }
  }

  private static void keepBest(List<Double> best, JsonNode seconds) {
    for (int i = 0; i < seconds.size(); i++) {
      double value = seconds.path(i).asDouble();
      if (i == best.size()) {
        best.add(value);
      } else {
        best.set(i, Math.min(best.get(i), value));
      }
    }
  }

  /** Returns the processor seconds of a step: of each batch the fastest, on average. */
  double cpuSeconds() {
    return mean(cpu);
  }

  /** Returns the wall seconds of a step, likewise. */
  double wallSeconds() {
    return mean(wall);
  }

  private static double mean(List<Double> seconds) {
    return seconds.isEmpty()
        ? Double.NaN
        : seconds.stream().mapToDouble(Double::doubleValue).sum() / seconds.size();
  }

  /** Returns the fastest of several by processor time. */
  static Contender fastest(List<Contender> contenders) {
    return Collections.min(contenders, (a, b) -> Double.compare(a.cpuSeconds(), b.cpuSeconds()));
  }
}
