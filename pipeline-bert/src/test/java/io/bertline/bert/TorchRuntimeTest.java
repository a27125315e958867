package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchRuntimeTest {
  @ParameterizedTest
  @ValueSource(strings = {"tpu", "cpu:1", "gpu:x", ""})
  void refusesAnUnknownDevice(String device) {
    assertThatThrownBy(() -> TorchRuntime.start(new ModelOptions(device, Precision.AUTO, 1)))
        .isInstanceOfSatisfying(
            BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
        .hasMessage("device '%s' is unknown: give auto, cpu, gpu or gpu:INDEX", device);
  }

  @Test
  void saysThatThereIsNoSuchGraphicsCard() {
    assertThatThrownBy(() -> TorchRuntime.start(new ModelOptions("gpu:99", Precision.AUTO, 1)))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.OUT_OF_RESOURCES))
        .hasMessageStartingWith("device 'gpu:99' is not there: PyTorch can use ");
  }

  @Test
  void saysWhenThereIsACardThatPyTorchCannotUse(@TempDir Path devices) throws IOException {
    for (String file : List.of("nvidia0", "nvidia1", "nvidiactl", "null")) {
      Files.createFile(devices.resolve(file));
    }
    long visible = TorchRuntime.visibleCards(devices);
    assertThat(visible).isEqualTo(2);
    assertThat(TorchRuntime.visibleCards(devices.resolve("none"))).isZero();
    assertThat(TorchRuntime.noSuchCard("gpu", 0, visible))
        .startsWith("device 'gpu' is not there: PyTorch can use 0 graphics cards, but this machine")
        .contains("has 2;", "libcudart");
  }
}
