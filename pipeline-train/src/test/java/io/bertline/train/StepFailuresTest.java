package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.bert.Batch;
import io.bertline.bert.TokenRows;
import io.bertline.dataset.DatasetReader;
import io.bertline.dataset.Split;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StepFailuresTest {
  private static final StepBatches STEP = new StepBatches(6, 1, List.of(batch(), batch()));

  @TempDir private Path root;
  @TempDir private Path tokenizer;
  private DatasetReader dataset;

  private static Batch batch() {
    return Batch.of(
        List.of(new int[7], new int[3]), List.of(new int[7], new int[3]), new int[] {0, 1});
  }

  @BeforeEach
  void makeDataset() throws IOException {
    try (TinyProject project = new TinyProject(root, tokenizer)) {
      dataset = DatasetReader.open(project.dataset(List.of("a", "b"), Map.of(Split.TRAIN, 20)));
    }
  }

  private StepFailures failures(String... options) {
    TokenRows.Builder rows = new TokenRows.Builder();
    for (int i = 0; i < 20; i++) {
      rows.add(new int[5], new int[5], 0);
    }
    Hyperparameters parameters = HyperparameterOptionsTest.parse(options).hyperparameters();
    return new StepFailures(parameters, new TrainingPlan(parameters, rows.build()), dataset);
  }

  @Test
  void fullMemoryIsOutOfResourcesAndNamesTheBatchAndTheOption() {
    RuntimeException heap =
        failures("--batch-size", "2").failed(new OutOfMemoryError("heap"), STEP);
    BertlineException torch =
        new BertlineException(FailureKind.OUT_OF_RESOURCES, "PyTorch says so");
    RuntimeException tokens = failures("--batch-tokens", "500").failed(torch, STEP);

    assertThat(((BertlineException) heap).kind()).isEqualTo(FailureKind.OUT_OF_RESOURCES);
    assertThat(heap)
        .hasMessage(
            "out of memory at step 7 (epoch 2), on a batch of rows x tokens 2 x 7 and 2 x 7; lower"
                + " --batch-size (now 2) and raise --accumulate (now 1) as much, or give it more"
                + " memory (the Java heap is full, see -Xmx)");
    assertThat(tokens)
        .hasMessageContaining("; lower --batch-tokens (now 500) and raise --accumulate, or")
        .hasMessageEndingWith("(PyTorch says so)")
        .hasCause(torch);
    assertThat(
            failures()
                .failed(
                    new IllegalStateException("DefaultCPUAllocator: can't allocate memory"), STEP))
        .hasMessageStartingWith("out of memory at step 7 (epoch 2), on a batch of rows x tokens 2");
  }

  @Test
  void whatElseAStepThrowsIsPassedOn() {
    RuntimeException defect = new IllegalStateException("defect");

    assertThat(failures().failed(defect, STEP)).isSameAs(defect);
  }
}
