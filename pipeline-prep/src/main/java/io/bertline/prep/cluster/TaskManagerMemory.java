package io.bertline.prep.cluster;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.Map;

/**
 * What a TaskManager does with its memory. Flink's scripts work this out and start a JVM to suit;
 * here the JVM runs already, and what its heap leaves is divided.
 *
 * @param heap bytes of the Java heap, for tasks and for Flink itself
 * @param network bytes of the buffers between tasks, outside the heap
 * @param managed bytes in which Flink sorts before it spills to disk, outside the heap
 * @param rest bytes for everything else: classes, compiled code, threads, the tokenizer's library
 */
record TaskManagerMemory(long heap, long network, long managed, long rest) {
  private static final long MIB = 1L << 20;

  /** Of Flink itself; its default. */
  private static final long FRAMEWORK_HEAP = 128 * MIB;

  private static final long FRAMEWORK_OFF_HEAP = 64 * MIB;
  private static final long METASPACE = 192 * MIB;

  /** Prep's jobs end with "Insufficient number of network buffers" below this. */
  private static final long LEAST_NETWORK = 192 * MIB;

  private static final long MOST_NETWORK = 1024 * MIB;
  private static final long LEAST_MANAGED = 64 * MIB;

  /** The JVM allows as much memory outside the heap as in it, and Flink keeps its buffers there. */
  private static final int NETWORK_SHARE_OF_HEAP = 4;

  /**
   * Divides.
   *
   * @param container bytes the process may use
   * @param heap bytes of them that the JVM takes for its heap
   * @throws BertlineException {@code OUT_OF_RESOURCES} if the container is too small for this heap
   */
  static TaskManagerMemory divide(long container, long heap) {
    long network = Math.min(MOST_NETWORK, Math.max(LEAST_NETWORK, heap / NETWORK_SHARE_OF_HEAP));
    long free = container - heap - network - FRAMEWORK_OFF_HEAP - METASPACE;
    // Half of what is left then; the other half is slack, against the kernel's kill.
    long managed = Math.max(LEAST_MANAGED, free / 2);
    long rest = free - managed;
    if (rest < 0 || heap < network + FRAMEWORK_OFF_HEAP) {
      throw new BertlineException(
          FailureKind.OUT_OF_RESOURCES,
          "a TaskManager needs more memory than %d MiB, of which %d MiB are heap; give its container 1 GiB"
              .formatted(container / MIB, heap / MIB));
    }
    return new TaskManagerMemory(heap, network, managed, rest);
  }

  /** Returns Flink's settings. It wants every one of them, and checks them against each other. */
  Map<String, String> settings() {
    return Map.of(
        "taskmanager.memory.framework.heap.size", bytes(FRAMEWORK_HEAP),
        "taskmanager.memory.task.heap.size", bytes(heap - FRAMEWORK_HEAP),
        "taskmanager.memory.framework.off-heap.size", bytes(FRAMEWORK_OFF_HEAP),
        "taskmanager.memory.task.off-heap.size", bytes(0),
        "taskmanager.memory.network.min", bytes(network),
        "taskmanager.memory.network.max", bytes(network),
        "taskmanager.memory.managed.size", bytes(managed),
        "taskmanager.memory.jvm-metaspace.size", bytes(METASPACE),
        "taskmanager.memory.jvm-overhead.min", bytes(rest),
        "taskmanager.memory.jvm-overhead.max", bytes(rest));
  }

  private static String bytes(long count) {
    return count + "b";
  }
}
