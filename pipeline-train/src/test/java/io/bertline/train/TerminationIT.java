package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.dataset.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops a training in the middle of a step that does not end in time. */
final class TerminationIT {
  @TempDir private Path root;
  @TempDir private Path tokenizer;

  @ParameterizedTest
  @CsvSource({"1,1", "2,1000"})
  void aStepThatIsTooLongForTheGraceTimeIsGivenUp(int signals, int graceSeconds)
      throws IOException, InterruptedException {
    try (TinyProject project = new TinyProject(root, tokenizer)) {
      project.model();
      project.dataset(List.of("bad", "good"), Map.of(Split.TRAIN, 4000, Split.VALIDATION, 16));
      List<String> arguments =
          List.of(
              "--root=" + root,
              "--threads=1",
              "--batch-size=1",
              "--accumulate=4000",
              // The second step follows the first at once.
              "--eval-steps=3",
              "--checkpoint-minutes=0.0001",
              "--grace-seconds=" + graceSeconds);
      try (TrainProcess training = TrainProcess.start(Map.of(), arguments)) {
        training.waitUntil(
            () ->
                project.store().list("checkpoints/").stream()
                    .anyMatch(blob -> blob.name().endsWith("/_MANIFEST.json")));
        for (int i = 0; i < signals; i++) {
          training.terminate();
          int number = i;
          training.waitUntil(() -> number > 0 || training.text().contains("SIGTERM: stopping"));
        }

        assertThat(training.await()).describedAs(training.text()).isEqualTo(143);
        assertThat(training.text())
            .contains(
                "train: stopped after step 1 of 3, the time did not suffice for more; the last"
                    + " checkpoint stored is of step 1, run the same command to go on from there")
            .doesNotContain("SIGSEGV");
      }
      assertThat(project.classifiers()).isEmpty();
    }
  }
}
