package io.bertline.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the processor cores this process owns. A core that runs two hardware threads multiplies
 * matrices no faster with two: both wait for the same units.
 */
final class ProcessorCores {
  private static final Pattern ALLOWED = Pattern.compile("Cpus_allowed_list:\\s*(\\S+)");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

  private ProcessorCores() {}

  /** Returns the number of cores, at least 1. */
  static int count() {
    // Java heeds the quota of a container (cgroup v1 and v2) and the processors it is bound to.
    return count(Runtime.getRuntime().availableProcessors(), Path.of("/"));
  }

  /**
   * Returns the number of cores.
   *
   * @param hardwareThreads how many threads may run at a time
   * @param root where Linux shows proc and sys; without them a thread is taken for a core
   */
  static int count(int hardwareThreads, Path root) {
    try {
      Set<String> cores = new HashSet<>();
      for (int processor : allowed(root)) {
        cores.add(
            Files.readString(
                root.resolve(
                    "sys/devices/system/cpu/cpu%d/topology/thread_siblings_list"
                        .formatted(processor))));
      }
      return cores.isEmpty() ? hardwareThreads : Math.min(hardwareThreads, cores.size());
    } catch (IOException e) {
      return hardwareThreads;
    }
  }

  /** Returns the numbers of the processors this process may run on. */
  private static Set<Integer> allowed(Path root) throws IOException {
    Set<Integer> processors = new HashSet<>();
    Matcher allowed = ALLOWED.matcher(Files.readString(root.resolve("proc/self/status")));
    if (allowed.find()) {
      Matcher range = RANGE.matcher(allowed.group(1));
      while (range.find()) {
        int first = Integer.parseInt(range.group(1));
        int last = Optional.ofNullable(range.group(2)).map(Integer::parseInt).orElse(first);
        for (int processor = first; processor <= last; processor++) {
          processors.add(processor);
        }
      }
    }
    return processors;
  }
}
