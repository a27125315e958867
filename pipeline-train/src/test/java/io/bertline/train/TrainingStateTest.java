package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingStateTest {
  private static final ComputeEnvironment ENVIRONMENT =
      new ComputeEnvironment("Bertline 1 with PyTorch 2", "bf16", "cpu", 2, "amd64 Some Processor");

  @TempDir private Path directory;

  private static TrainingState state() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", 0.1 + 0.2);
    metrics.put("f1", Double.NaN);
    Validation validation = new Validation(1, 10, 1 / 3.0, metrics);
    return new TrainingState(
        TrainingState.FORMAT_VERSION,
        new LoopPosition(17, 10, 0.1 + 0.7),
        ENVIRONMENT,
        true,
        new StepSampler.Partial(
            new TrainingStep(17, 2, 0.1f, 1e-17, 2e-5, 900, 1000), 2, 0.3, 2.5, 1800, 2000, 0.25),
        List.of(new StepSample(15, 2, 0.123456789012345, 3, 1e-5, 5000, 5100, 7.5)),
        List.of(validation),
        new BestModel.State(validation, Double.NaN, 3));
  }

  @Test
  void everyNumberComesBackToTheLastBit() {
    state().write(directory);

    assertThat(TrainingState.read(directory)).isEqualTo(state());
    assertThat(state().tokens()).isEqualTo(6800);
  }

  // javac 17 does not write type annotations of a compact constructor into the class file.
  @SuppressWarnings("NullAway")
  @Test
  void aTrainingThatWasNotValidatedYetHasNoBestModel() {
    TrainingState early =
        new TrainingState(
            TrainingState.FORMAT_VERSION,
            LoopPosition.START.after(0.5),
            ENVIRONMENT,
            false,
            null,
            List.of(),
            List.of(),
            null);
    early.write(directory);

    assertThat(TrainingState.read(directory)).isEqualTo(early);
  }

  @Test
  void anotherVersionAndAnythingElseIsRefused() throws IOException {
    Path file = directory.resolve(TrainingState.FILE);
    for (String content : List.of("{}", "null", "[1]", "{\"formatVersion\": 2}", "\u0000")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> TrainingState.read(directory))
          .describedAs(content)
          .isInstanceOf(BertlineException.class)
          .hasMessageStartingWith(file + ": is not the state of a training");
    }
    state().write(directory);
    Files.writeString(file, Files.readString(file).replace("Version\" : 1", "Version\" : 2"));
    assertThatThrownBy(() -> TrainingState.read(directory))
        .hasMessageContaining("is not of format version 1");
  }

  @Test
  void logitsComeBackToTheLastBit() {
    float[][] logits = {{0, 1.5f}, {-3e-30f, Float.MAX_VALUE}, {0.1f, -0f}};
    Path file = directory.resolve("logits.safetensors");
    LogitsFile.write(file, logits);

    assertThat(LogitsFile.read(file)).isDeepEqualTo(logits);
  }
}
