package io.bertline.benchmarks.train;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process can tell about itself. */
public final class Clocks {
  private Clocks() {}

  /** Returns the seconds that this thread has run for, to the microsecond. */
  public static double threadSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /**
   * Returns the seconds that all threads there are now have run for. The JDK's time of the process
   * has only hundredths of a second; Linux counts nanoseconds for each thread, up to the last time
   * it was made to wait: exact for all but the one that asks.
   */
  public static double processorSeconds() throws IOException {
    Path threads = Path.of("/proc/self/task");
    if (!Files.exists(threads)) {
      return threadSeconds();
    }
    String me = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
    long others = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(threads)) {
      for (Path thread : entries) {
        if (!thread.endsWith(me)) {
          others += nanoseconds(thread.resolve("schedstat"));
        }
      }
    }
    return threadSeconds() + others / 1e9;
  }

  private static long nanoseconds(Path counters) {
    try {
      String text = Files.readString(counters);
      return Long.parseLong(text.substring(0, text.indexOf(' ')));
    } catch (IOException e) {
      // The thread has just ended; what it did is lost, which is little.
      return 0;
    }
  }

  /** Returns a wall clock in seconds. */
  public static double wallSeconds() {
    return System.nanoTime() / 1e9;
  }

  /** Returns the seconds since the JVM was started. */
  static double secondsSinceStart() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
  }

  /** Returns the most memory the process ever had, in MB of 1,000,000 bytes; 0 if unknown. */
  static long peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000)
        .findFirst()
        .orElse(0);
  }
}
