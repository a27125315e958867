package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MemoryIT {
  @TempDir private Path directory;

  /** One set of gradients takes 10 MB here: a step that kept one would show after a few steps. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void trainingTakesNoMoreMemoryAfterHundredsOfSteps() throws IOException {
    BertConfig config =
        new BertConfig(2, 256, 4, 512, 6000, 64, 2, 1e-12, BertConfig.GELU, 0.02, 0, List.of());
    TinyModel.write(directory, config);
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32);
        BertTrainer trainer = BertTrainer.of(model, TinyModel.TRAINING)) {
      long settled = 0;
      for (int step = 0; step < 300; step++) {
        List<Batch> batches =
            List.of(TinyModel.batch(8, 2, step), TinyModel.batch(1 + step % 8, 2, -step));
        trainer.step(batches, step, 1e-4);
        model.logits(batches.get(0));
        if (step == 100) {
          settled = residentBytes();
        }
      }
      assertThat(residentBytes() - settled).isLessThan(100 << 20);
    }
  }

  /** Attention of 32 heads over 2^20 tokens needs 2^47 bytes, more than a process can address. */
  @Test
  void saysThatMemoryIsOut() {
    BertConfig config =
        new BertConfig(2, 32, 32, 1, 50, 1 << 20, 2, 1e-12, BertConfig.GELU, 0.02, 0, List.of());
    TinyModel.write(directory, config);
    int[] text = new int[config.positions()];
    try (BertModel model = BertModel.pretrained(directory, new HeadOptions(2, 5), TinyModel.FP32)) {
      Batch batch = Batch.of(List.of(text), List.of(text), new int[0]);
      assertThatThrownBy(() -> model.logits(batch))
          .isInstanceOfSatisfying(
              BertlineException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.OUT_OF_RESOURCES))
          .hasMessageStartingWith("PyTorch ran out of memory in 'logits': use a smaller batch");
    }
  }

  private static long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
