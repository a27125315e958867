package io.bertline.prep;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code prep} as a process of its own. */
final class PrepProcess {
  private final Path log;
  private final Process process;

  private PrepProcess(Path log, Process process) {
    this.log = log;
    this.process = process;
  }

  /**
   * Starts the command.
   *
   * @param log receives what it prints
   */
  static PrepProcess start(Path log, Path root, String... options) throws IOException {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of(PrepCommand.class.getName(), "--root=" + root, "--project=test"));
    command.addAll(List.of(options));
    return new PrepProcess(
        log,
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  /** Returns the start of a command line: a JVM like this one, with the class path of prep. */
  static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Dai."))
            .toList());
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    return command;
  }

  /** Waits until a text was printed. */
  void awaitOutput(String text) throws IOException, InterruptedException {
    while (!output().contains(text)) {
      if (!process.isAlive()) {
        throw new AssertionError("ended without saying '" + text + "': " + output());
      }
      Thread.sleep(20);
    }
  }

  /** Sends SIGINT, as Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
  }

  /** Waits for the end and returns the exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("does not end");
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(log);
  }
}
