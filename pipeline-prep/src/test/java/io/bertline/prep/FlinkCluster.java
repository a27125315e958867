package io.bertline.prep;

import io.bertline.prep.cluster.JobManager;
import io.bertline.prep.cluster.TaskManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A session cluster of one JobManager and TaskManagers, all from the class path of prep. */
final class FlinkCluster implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> processes = new ArrayList<>();

  private FlinkCluster(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  static FlinkCluster start(Path directory, int taskManagers)
      throws IOException, InterruptedException {
    FlinkCluster cluster = new FlinkCluster(directory, freePort());
    cluster.writeConfiguration();
    cluster.startProcess(JobManager.class, "-Drestart-strategy.fixed-delay.delay=1 s");
    for (int i = 0; i < taskManagers; i++) {
      cluster.startTaskManager();
    }
    cluster.awaitTaskManagers(taskManagers);
    return cluster;
  }

  /** Returns the address for {@code --flink-master}. */
  String master() {
    return "localhost:" + port;
  }

  Process startTaskManager() throws IOException {
    return startProcess(
        TaskManager.class,
        "-Dtaskmanager.numberOfTaskSlots=2",
        // Without a limit of its own the process would divide the memory of the machine.
        "-Dtaskmanager.memory.managed.size=64m");
  }

  /** Waits until the JobManager knows of so many TaskManagers. */
  void awaitTaskManagers(int count) throws InterruptedException {
    while (!get("/overview").contains("\"taskmanagers\":" + count + ",")) {
      if (!processes.stream().allMatch(Process::isAlive)) {
        throw new AssertionError("the cluster did not start, see " + directory);
      }
      Thread.sleep(100);
    }
  }

  /** Returns what the JobManager's REST interface says; empty while it does not answer. */
  String get(String path) throws InterruptedException {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://" + master() + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    }
  }

  private void writeConfiguration() throws IOException {
    Map<String, String> values = new TreeMap<>();
    values.put("jobmanager.rpc.address", "localhost");
    values.put("jobmanager.rpc.port", String.valueOf(freePort()));
    values.put("rest.port", String.valueOf(port));
    values.put("rest.address", "localhost");
    values.put("heartbeat.interval", "1000");
    values.put("heartbeat.timeout", "10000");
    values.put("io.tmp.dirs", directory.toString());
    StringBuilder yaml = new StringBuilder();
    values.forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
    Files.writeString(directory.resolve("config.yaml"), yaml);
  }

  private Process startProcess(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(PrepProcess.java());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Path log = directory.resolve("flink-" + processes.size() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("FLINK_CONF_DIR", directory.toString());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
