package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SelfTestIT {
  @TempDir private Path root;

  @Test
  void aGoodMachinePassesAndNothingIsLeftBehind() {
    CommandRun run = CommandRun.train(root, Map.of("--threads", "1"), "--self-test");

    assertThat(run.exitCode()).describedAs(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("reference   fp32: logits differ by ")
        .containsPattern("loss 0\\.\\d+ to 0\\.\\d+, [\\d,]+ tokens/s on cpu, 1 thread, ")
        .endsWith("self-test passed\n");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aDeviceThatIsNotThereIsExit8() {
    CommandRun run = CommandRun.train(root, Map.of(), "--self-test", "--device", "gpu:7");

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("train: device 'gpu:7' is not there");
  }
}
