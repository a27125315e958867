package io.bertline.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * {@code train} in a JVM of its own, which can be killed.
 *
 * @param process the JVM
 * @param output file of what it prints
 */
record TrainProcess(Process process, Path output) implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  /** Starts the command. */
  static TrainProcess start(Map<String, String> variables, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("java-options").toAbsolutePath(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                TrainCommand.class.getName()));
    command.addAll(arguments);
    Path output = Files.createTempFile("train", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(variables);
    return new TrainProcess(builder.start(), output);
  }

  /** Waits until something is so, or the process has ended. */
  void waitUntil(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && !condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("it never came to that: " + text());
      }
      Thread.sleep(5);
    }
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for its end and returns its exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end: " + text());
    }
    return process.exitValue();
  }

  /** Returns what it has printed. */
  String text() {
    try {
      return Files.readString(output, UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.delete(output);
  }
}
