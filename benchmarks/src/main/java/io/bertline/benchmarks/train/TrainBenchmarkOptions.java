package io.bertline.benchmarks.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param work directory for models and rows
 * @param javaOptions file with the JVM options of the command train
 * @param python a Python with torch and transformers; empty to leave the peers out
 * @param peers the script that python runs
 * @param prototype class path of the prototype's worker; empty to leave it out
 * @param models what to train
 * @param rounds how often everybody has its turn
 */
record TrainBenchmarkOptions(
    Path work,
    Path javaOptions,
    Optional<String> python,
    Path peers,
    Optional<String> prototype,
    List<ModelShape> models,
    int rounds) {

  /** Reads {@code --name value} pairs. */
  static TrainBenchmarkOptions parse(String[] arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      given.put(arguments[i], arguments[i + 1]);
    }
    return new TrainBenchmarkOptions(
        Path.of(given.getOrDefault("--work", "target/train")),
        Path.of(given.getOrDefault("--java-options", "../pipeline-train/java-options")),
        Optional.ofNullable(given.get("--python")),
        Path.of(given.getOrDefault("--peers", "train_peers.py")),
        Optional.ofNullable(given.get("--prototype")),
        Arrays.stream(given.getOrDefault("--models", "minilm,bert-base").split(","))
            .map(ModelShape::named)
            .toList(),
        Integer.parseInt(given.getOrDefault("--rounds", "6")));
  }
}
