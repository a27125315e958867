package io.bertline.prep.pipeline;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** What executes the pipeline. */
public enum BeamRunner {
  /** Flink, in this process or on a cluster; spills to disk what does not fit into memory. */
  FLINK {
    @Override
    public PipelineOptions options(String flinkMaster, int parallelism) {
      FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
      options.setRunner(FlinkRunner.class);
      options.setFlinkMaster(flinkMaster);
      options.setParallelism(parallelism);
      return options;
    }

    @Override
    public String describe(String flinkMaster) {
      return flinkMaster.equals("[local]") ? "Flink in this process" : "Flink at " + flinkMaster;
    }
  },
  /** Beam's runner for tests; keeps groups in memory, for up to two million rows. */
  DIRECT {
    @Override
    public PipelineOptions options(String flinkMaster, int parallelism) {
      DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
      options.setRunner(DirectRunner.class);
      options.setTargetParallelism(parallelism);
      // Our elements are arrays that nobody changes; comparing copies of them doubles the time.
      options.setEnforceImmutability(false);
      options.setEnforceEncodability(false);
      return options;
    }

    @Override
    public String describe(String flinkMaster) {
      return "Beam's direct runner";
    }
  };

  /**
   * Returns Beam's options. They are shown on Flink's web page and hold no secret.
   *
   * @param flinkMaster {@code [local]} for a Flink in this process, else host:port
   * @param parallelism how many ranges are worked on at a time
   */
  public abstract PipelineOptions options(String flinkMaster, int parallelism);

  /** Returns in words where the pipeline runs. */
  public abstract String describe(String flinkMaster);
}
