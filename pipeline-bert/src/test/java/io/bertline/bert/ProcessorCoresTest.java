package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorCoresTest {
  @TempDir private Path root;

  /** Writes what Linux shows of a machine whose processors n and n + 4 are one core. */
  private void machine(String allowed) throws IOException {
    Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(
        root.resolve("proc/self/status"),
        "Name:\tjava\nCpus_allowed:\tff\nCpus_allowed_list:\t" + allowed + "\n");
    for (int processor = 0; processor < 8; processor++) {
      Path topology = root.resolve("sys/devices/system/cpu/cpu%d/topology".formatted(processor));
      Files.createDirectories(topology);
      Files.writeString(
          topology.resolve("thread_siblings_list"),
          processor % 4 + "," + (processor % 4 + 4) + "\n");
    }
  }

  @Test
  void twoThreadsOfACoreCountOnce() throws IOException {
    machine("0-7");
    assertThat(ProcessorCores.count(8, root)).isEqualTo(4);
  }

  @Test
  void onlyCoresTheProcessIsBoundToCount() throws IOException {
    machine("0-1,4,7");
    assertThat(ProcessorCores.count(4, root)).isEqualTo(3);
  }

  @Test
  void theQuotaOfAContainerIsAnUpperBound() throws IOException {
    machine("0-7");
    assertThat(ProcessorCores.count(3, root)).isEqualTo(3);
  }

  @Test
  void whereTheTopologyIsHiddenAThreadIsTakenForACore() throws IOException {
    assertThat(ProcessorCores.count(6, root)).isEqualTo(6);
    Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(root.resolve("proc/self/status"), "Cpus_allowed_list:\t0-5\n");
    assertThat(ProcessorCores.count(6, root)).isEqualTo(6);
  }

  @Test
  void thisMachineHasACore() {
    assertThat(ProcessorCores.count()).isBetween(1, Runtime.getRuntime().availableProcessors());
  }
}
