package io.bertline.prep.runner;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** What executes the pipeline. */
public enum BeamRunner {
  /** Flink, in this process or on a cluster; spills to disk what does not fit into memory. */
  FLINK {
    @Override
    PipelineOptions options(RunnerSettings settings) throws IOException {
      FlinkPipelineOptions options = parse(settings).as(FlinkPipelineOptions.class);
      options.setRunner(FlinkRunner.class);
      options.setFlinkMaster(settings.flinkMaster());
      options.setParallelism(settings.parallelism());
      options.setJobName(settings.jobName());
      // Else the thread that submits waits for the end, and nobody can cancel.
      options.setAttachedMode(false);
      if (settings.embedded()) {
        if (options.getFlinkConfDir() == null && System.getenv("FLINK_CONF_DIR") == null) {
          options.setFlinkConfDir(FlinkConfiguration.write(settings.directory()));
        }
      } else {
        // The cluster runs from prep's own class path; an empty list would send all of it.
        options.setFilesToStage(List.of(ownCode()));
      }
      return options;
    }

    @Override
    RunningJob start(Pipeline pipeline) {
      return new FlinkJob(pipeline.run());
    }
  },
  /** Beam's runner for tests; keeps groups in memory, for up to two million rows. */
  DIRECT {
    @Override
    PipelineOptions options(RunnerSettings settings) {
      DirectOptions options = parse(settings).as(DirectOptions.class);
      options.setRunner(DirectRunner.class);
      options.setTargetParallelism(settings.parallelism());
      // Our elements are arrays that nobody changes; comparing copies of them doubles the time.
      options.setEnforceImmutability(false);
      options.setEnforceEncodability(false);
      options.setBlockOnRun(false);
      return options;
    }

    @Override
    RunningJob start(Pipeline pipeline) {
      return new DirectJob(pipeline.run(), Thread.currentThread().getThreadGroup());
    }
  };

  /** Returns Beam's options. They are shown on Flink's web page and hold no secret. */
  abstract PipelineOptions options(RunnerSettings settings) throws IOException;

  /**
   * Starts a pipeline made with those options. To be called in a thread with a group of its own,
   * into which the runner puts its threads.
   */
  abstract RunningJob start(Pipeline pipeline);

  private static PipelineOptions parse(RunnerSettings settings) {
    String[] arguments =
        settings.beamOptions().stream().map(option -> "--" + option).toArray(String[]::new);
    try {
      return PipelineOptionsFactory.fromArgs(arguments).create();
    } catch (IllegalArgumentException e) {
      throw new BertlineException(
          FailureKind.USAGE, "--beam-option: " + String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns the jar of this class, or the folder of its class files. */
  private static String ownCode() {
    try {
      return Path.of(BeamRunner.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
