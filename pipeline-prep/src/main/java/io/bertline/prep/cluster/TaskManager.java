package io.bertline.prep.cluster;

import com.sun.management.OperatingSystemMXBean;
import io.bertline.failure.BertlineException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** Flink's TaskManager, sized after the memory and the processors of its container. */
public final class TaskManager {
  private TaskManager() {}

  /**
   * Runs it.
   *
   * @param arguments settings of Flink as {@code -Dkey=value}; {@code -Djobmanager.rpc.address=} is
   *     needed
   * @throws Exception if its configuration cannot be read, or what Flink throws
   */
  public static void main(String[] arguments) throws Exception {
    ClusterSettings settings = ClusterSettings.of(System.getenv());
    Runtime runtime = Runtime.getRuntime();
    Map<String, String> defaults = new TreeMap<>();
    try {
      defaults.putAll(
          TaskManagerMemory.divide(memoryOfContainer(), runtime.maxMemory()).settings());
    } catch (BertlineException e) {
      System.err.println("flink-taskmanager: " + e.getMessage());
      System.exit(e.kind().exitCode());
    }
    String processors = Integer.toString(runtime.availableProcessors());
    defaults.put("taskmanager.cpu.cores", processors);
    defaults.put("taskmanager.numberOfTaskSlots", processors);
    // What is on the class path, natives above all, is not loaded again with each job.
    defaults.put("classloader.resolve-order", "parent-first");
    TaskManagerRunner.main(settings.commandLine(defaults, arguments));
  }

  /** Returns the limit of the cgroup, or without one the memory of the machine, in bytes. */
  private static long memoryOfContainer() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
