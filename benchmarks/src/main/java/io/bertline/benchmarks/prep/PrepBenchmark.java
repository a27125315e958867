package io.bertline.benchmarks.prep;

import com.sun.management.OperatingSystemMXBean;
import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactFile;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.References;
import io.bertline.cli.Commands;
import io.bertline.prep.PrepCommand;
import io.bertline.prep.importmodel.ImportModelCommand;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Measures {@code prep} on each runner beside the {@link HandWritten} limit, in turn in one JVM, so
 * that what else the machine does meets all of them.
 */
public final class PrepBenchmark {
  private final Path folder;
  private final int rows;
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();

  /** One run: wall clock, time on processors, and the most heap in use. */
  private record Run(double seconds, double processorSeconds, long heapMegabytes) {}

  /** Something measured. */
  private interface Contender {
    void run() throws Exception;
  }

  private PrepBenchmark(Path folder, int rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /**
   * Measures and prints a table.
   *
   * @param arguments folder, rows, rounds, runners (for example {@code limit,flink,direct})
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    PrepBenchmark benchmark = new PrepBenchmark(folder, Integer.parseInt(arguments[1]));
    benchmark.run(Integer.parseInt(arguments[2]), List.of(arguments[3].split(",")));
  }

  private void run(int rounds, List<String> contenders) throws Exception {
    String root = folder.resolve("root").toString();
    check(Commands.run(new ImportModelCommand(), "--root", root, "--quiet"));
    Path tokenizer = tokenizer(root);
    Path table = folder.resolve(rows + ".csv");
    if (!Files.exists(table)) {
      Questions.write(table, rows, tokenizer.resolve("tokenizer.json"));
    }
    for (int round = 0; round < rounds; round++) {
      for (String contender : contenders) {
        measure(
            contender,
            contender.equals("limit")
                ? () -> limit(table, tokenizer)
                : () ->
                    check(
                        Commands.run(
                            new PrepCommand(),
                            "--root=" + root,
                            "--input=" + table,
                            "--runner=" + contender,
                            "--quiet",
                            "--force")));
      }
    }
    print();
    if (contenders.contains("limit") && contenders.size() > 1) {
      compare(root);
    }
  }

  private void limit(Path table, Path tokenizer) throws Exception {
    int trainShards = (int) Math.ceil(0.8 * Files.size(table) / (64 << 20));
    new HandWritten(table, tokenizer, folder.resolve("limit"), trainShards).run();
  }

  private static Path tokenizer(String root) {
    LocalBlobStore store = new LocalBlobStore(Path.of(root));
    return Path.of(artifact(store, ArtifactType.MODEL).uri());
  }

  private static Artifact artifact(LocalBlobStore store, ArtifactType type) {
    String key =
        Objects.requireNonNull(new References(store).find("default", type).orElseThrow().key());
    return new ArtifactStore(store, Clock.systemUTC()).find(type, key).orElseThrow();
  }

  private void measure(String name, Contender contender) throws Exception {
    System.gc();
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    long processor = processorNanos();
    contender.run();
    Run run =
        new Run(
            (System.nanoTime() - start) / 1e9,
            (processorNanos() - processor) / 1e9,
            heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20);
    runs.computeIfAbsent(name, unused -> new ArrayList<>()).add(run);
    System.err.printf(
        Locale.ROOT,
        "%s: %.1f s, processors %.1f s, heap %d MB, load %.1f%n",
        name,
        run.seconds,
        run.processorSeconds,
        run.heapMegabytes,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void print() {
    Run limit =
        best(Objects.requireNonNullElse(runs.get("limit"), runs.values().iterator().next()));
    System.out.printf(
        Locale.ROOT,
        "%,d rows, best of %d rounds, first rounds cold%n%n",
        rows,
        runs.values().iterator().next().size());
    System.out.println("| | s | rows/s | of the limit | processor s | of the limit | heap MB |");
    System.out.println("|---|---|---|---|---|---|---|");
    runs.forEach(
        (name, all) -> {
          Run best = best(all);
          System.out.printf(
              Locale.ROOT,
              "| %s | %.1f | %,.0f | %.2f | %.1f | %.2f | %d |%n",
              name,
              best.seconds,
              rows / best.seconds,
              limit.seconds / best.seconds,
              best.processorSeconds,
              limit.processorSeconds / best.processorSeconds,
              all.stream().mapToLong(Run::heapMegabytes).max().orElse(0));
        });
  }

  /** Returns the least of each, which other load disturbed least. */
  private static Run best(List<Run> all) {
    return new Run(
        all.stream().mapToDouble(Run::seconds).min().orElseThrow(),
        all.stream().mapToDouble(Run::processorSeconds).min().orElseThrow(),
        0);
  }

  /** The limit is one only if it does the same work. */
  private void compare(String root) throws IOException {
    Artifact dataset = artifact(new LocalBlobStore(Path.of(root)), ArtifactType.DATASET);
    for (ArtifactFile file : dataset.manifest().files()) {
      if (file.path().endsWith(".tfrecord") || file.path().startsWith("text-hashes")) {
        Path other = folder.resolve("limit").resolve(file.path());
        if (Files.mismatch(other, Path.of(dataset.uri(), file.path())) >= 0) {
          throw new IllegalStateException(other + " differs");
        }
      }
    }
    System.out.println("\nThe shards of all are byte for byte the same.");
  }

  private static void check(int exitCode) {
    if (exitCode != 0) {
      throw new IllegalStateException("exit code " + exitCode);
    }
  }
}
