package io.bertline.prep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskManagerMemoryTest {
  private static final long MIB = 1L << 20;

  /** What {@code containers/prep/flink-taskmanager} gives to the heap. */
  private static final double HEAP_SHARE = 0.4;

  @ParameterizedTest
  @ValueSource(longs = {1024, 1536, 2048, 4096, 16_384, 65_536})
  void usesEveryByteOfTheContainerAndFlinkAgrees(long mebibytes) {
    long container = mebibytes * MIB;

    TaskManagerMemory memory = TaskManagerMemory.divide(container, (long) (container * HEAP_SHARE));

    Configuration settings = Configuration.fromMap(memory.settings());
    settings.setString("taskmanager.cpu.cores", "2");
    assertThat(
            TaskExecutorProcessUtils.processSpecFromConfig(settings)
                .getTotalProcessMemorySize()
                .getBytes())
        .isEqualTo(container);
    assertThat(memory.network()).isBetween(192 * MIB, 1024 * MIB);
  }

  @Test
  void leavesHalfOfWhatIsFreeToSorting() {
    TaskManagerMemory memory = TaskManagerMemory.divide(2048 * MIB, 800 * MIB);

    assertThat(memory).isEqualTo(new TaskManagerMemory(800 * MIB, 200 * MIB, 396 * MIB, 396 * MIB));
  }

  @Test
  void saysWhatAContainerThatIsTooSmallNeeds() {
    assertThatThrownBy(() -> TaskManagerMemory.divide(512 * MIB, 204 * MIB))
        .isInstanceOfSatisfying(
            BertlineException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.OUT_OF_RESOURCES))
        .hasMessage(
            "a TaskManager needs more memory than 512 MiB, of which 204 MiB are heap;"
                + " give its container 1 GiB");
  }
}
