package io.bertline.prep.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineDriverIT {
  @TempDir Path directory;

  @Test
  void noWorkerOfTheDirectRunnerIsAtWorkWhenItsFailureIsTold() throws IOException {
    PipelineDriver driver =
        new PipelineDriver(
            new RunnerSettings(
                BeamRunner.DIRECT, RunnerSettings.LOCAL, 2, List.of(), directory, "failing"));
    Pipeline pipeline = driver.create();
    pipeline
        .apply(Create.of("fail", "work"))
        .apply(Reshuffle.viaRandomKey())
        .apply(ParDo.of(new FailBesideWork(directory.toString())));

    assertThatThrownBy(() -> driver.run(pipeline, metrics -> {}))
        .hasRootCauseMessage("the disk is full");

    assertThat(directory.resolve("ended")).exists();
  }

  /** Fails once another worker works, which does so for half a minute unless it is stopped. */
  private static final class FailBesideWork extends DoFn<String, Void> {
    private final String directory;

    FailBesideWork(String directory) {
      this.directory = directory;
    }

    @ProcessElement
    public void process(@Element String element) throws IOException, InterruptedException {
      Path begun = Path.of(directory, "begun");
      if (element.equals("fail")) {
        while (!Files.exists(begun)) {
          Thread.sleep(10);
        }
        throw new IOException("the disk is full");
      }
      Files.createFile(begun);
      try {
        Thread.sleep(30_000);
      } finally {
        Files.createFile(Path.of(directory, "ended"));
      }
    }
  }
}
