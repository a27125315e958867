package io.bertline.benchmarks.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Another process, which answers each line with a line of JSON. Between two lines it waits and
 * takes no time from the others.
 */
final class Worker implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** What pays for everybody who runs PyTorch: threads that wait sleep, glibc keeps its memory. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMP_WAIT_POLICY", "PASSIVE",
          "GOMP_SPINCOUNT", "1000",
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_MAX_", "0",
          "MALLOC_TRIM_THRESHOLD_", "8000000000",
          "MALLOC_TOP_PAD_", "268435456",
          "TOKENIZERS_PARALLELISM", "false",
          "HF_HUB_OFFLINE", "1");

  private final String name;
  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader answers;
  private final JsonNode greeting;

  private Worker(String name, Process process) throws IOException {
    this.name = name;
    this.process = process;
    this.commands =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.greeting = read();
  }

  /** Starts a process and waits until it is ready. */
  static Worker start(String name, int threads, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(ENVIRONMENT);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new Worker(name, builder.start());
  }

  /** Returns what it said when it was ready. */
  JsonNode greeting() {
    return greeting;
  }

  /** Sends a command and waits for the answer. */
  JsonNode ask(String command) throws IOException {
    commands.println(command);
    return read();
  }

  private JsonNode read() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(name + " ended; what it said is above");
    }
    return JSON.readTree(line);
  }

  @Override
  public void close() {
    commands.close();
    process.destroy();
  }
}
