package io.bertline.prep.pipeline;

import io.bertline.cli.Progress;
import io.bertline.prep.input.SourceRange;
import io.bertline.prep.runner.PipelineDriver;
import io.bertline.prep.split.RangeSurvey;
import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * The pipeline: survey every range, plan the splits in one place, encode every range, write every
 * file. The files have the same bytes on any runner, with any parallelism and any size of ranges.
 */
public final class PrepPipeline {
  private final PipelineSettings settings;
  private final PipelineDriver driver;

  public PrepPipeline(PipelineSettings settings, PipelineDriver driver) {
    this.settings = settings;
    this.driver = driver;
  }

  /**
   * Runs the pipeline and waits for its end.
   *
   * @param ranges the whole input, numbered from 0
   * @param store where the settings' root is
   * @param progress is told of rows
   */
  public PrepOutcome run(List<SourceRange> ranges, BlobStore store, Progress progress)
      throws IOException {
    Pipeline pipeline = driver.create();
    PCollectionTuple planned = plan(pipeline, ranges);
    PCollectionTuple encoded =
        planned
            .get(PlanSplits.RANGES)
            .setCoder(SerializableCoder.of(PlannedRange.class))
            .apply("Spread", Reshuffle.viaRandomKey())
            .apply(
                "EncodeRange",
                ParDo.of(new EncodeRange(settings))
                    .withOutputTags(EncodeRange.BATCHES, TupleTagList.of(EncodeRange.OUTCOMES)));
    PCollection<PrepOutcome> written =
        encoded
            .get(EncodeRange.BATCHES)
            .setCoder(KvCoder.of(StringUtf8Coder.of(), ByteArrayCoder.of()))
            .apply("ByFile", GroupByKey.create())
            .apply("WriteShard", ParDo.of(new WriteShard(settings)))
            .setCoder(SerializableCoder.of(PrepOutcome.class));
    PCollectionList.of(planned.get(PlanSplits.OUTCOMES).setCoder(outcomes()))
        .and(encoded.get(EncodeRange.OUTCOMES).setCoder(outcomes()))
        .and(written)
        .apply("AllOutcomes", Flatten.pCollections())
        .apply("SumOutcomes", Combine.globally(new SumOutcomes()))
        .apply("WriteOutcome", ParDo.of(new WriteOutcome(settings)));
    RowCounters counters = new RowCounters(progress, SourceRange.records(ranges));
    driver.run(pipeline, counters);
    counters.finish();
    return OutcomeFile.take(store, settings.folder());
  }

  private PCollectionTuple plan(Pipeline pipeline, List<SourceRange> ranges) {
    return pipeline
        .apply("Ranges", Create.of(ranges).withCoder(SerializableCoder.of(SourceRange.class)))
        .apply("Distribute", Reshuffle.viaRandomKey())
        .apply("SurveyRange", ParDo.of(new SurveyRange(settings)))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(RangeSurvey.class)))
        .apply("Overlook", GroupByKey.create())
        .apply(
            "PlanSplits",
            ParDo.of(new PlanSplits(settings, ranges))
                .withOutputTags(PlanSplits.RANGES, TupleTagList.of(PlanSplits.OUTCOMES)));
  }

  private static SerializableCoder<PrepOutcome> outcomes() {
    return SerializableCoder.of(PrepOutcome.class);
  }
}
