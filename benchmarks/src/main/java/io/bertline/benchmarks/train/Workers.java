package io.bertline.benchmarks.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts processes, and ends them together. */
final class Workers implements AutoCloseable {
  private final TrainBenchmarkOptions options;
  private final Path directory;
  private final int threads;
  private final List<Worker> started = new ArrayList<>();

  Workers(TrainBenchmarkOptions options, Path directory, int threads) {
    this.options = options;
    this.directory = directory;
    this.threads = threads;
  }

  Worker ours() throws IOException {
    return java(
        "Bertline",
        System.getProperty("java.class.path"),
        StepWorker.class.getName(),
        directory.toString());
  }

  Optional<Worker> prototype() throws IOException {
    if (options.prototype().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        java("prototype", options.prototype().get(), "PrototypeWorker", directory.toString()));
  }

  Optional<Worker> huggingFace() throws IOException {
    return python("huggingface");
  }

  Optional<Worker> recipe() throws IOException {
    return python("recipe");
  }

  private Worker java(String name, String classPath, String main, String argument)
      throws IOException {
    return start(
        name,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + options.javaOptions(),
            "-Dai.djl.pytorch.num_threads=" + threads,
            "-cp",
            classPath,
            main,
            argument,
            Integer.toString(threads)));
  }

  private Optional<Worker> python(String kind) throws IOException {
    if (options.python().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        start(
            kind,
            List.of(
                options.python().get(),
                options.peers().toString(),
                kind,
                directory.toString(),
                Integer.toString(threads))));
  }

  private Worker start(String name, List<String> command) throws IOException {
    Worker worker = Worker.start(name, threads, command);
    started.add(worker);
    return worker;
  }

  @Override
  public void close() {
    started.forEach(Worker::close);
  }
}
