package io.bertline.prep.pipeline;

import io.bertline.cli.storage.BlobStores;
import io.bertline.dataset.Split;
import io.bertline.dataset.TextHash;
import io.bertline.prep.input.SourceRange;
import io.bertline.prep.split.RangeFates;
import io.bertline.prep.split.RangeSurvey;
import io.bertline.prep.split.SplitPlan;
import io.bertline.prep.split.SplitPlanner;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobStore;
import io.bertline.storage.StoredBlob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Between the passes: one worker decides where all rows go. If they make no dataset it says so and
 * sends no range on, which ends the job early.
 */
final class PlanSplits extends DoFn<KV<Integer, Iterable<SurveyedRange>>, PlannedRange> {
  static final TupleTag<PlannedRange> RANGES = new TupleTag<>() {};
  static final TupleTag<PrepOutcome> OUTCOMES = new TupleTag<>() {};

  private final PipelineSettings settings;

  PlanSplits(PipelineSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<SurveyedRange>> all, MultiOutputReceiver output) {
    Map<Integer, SourceRange> ranges = new TreeMap<>();
    List<RangeSurvey> surveys = new ArrayList<>();
    for (SurveyedRange surveyed : all.getValue()) {
      ranges.put(surveyed.range().index(), surveyed.range());
      surveys.add(surveyed.survey());
    }
    SplitPlan plan = new SplitPlanner(settings.split()).plan(surveys);
    output
        .get(OUTCOMES)
        .output(new PrepOutcome(plan.refusal(), plan.labels(), writeHashes(plan), null));
    for (RangeFates fates : plan.fates()) {
      SourceRange range = ranges.get(fates.range());
      if (range != null) {
        output.get(RANGES).output(new PlannedRange(range, fates, plan.labels()));
      }
    }
  }

  private List<DataFile> writeHashes(SplitPlan plan) {
    List<DataFile> files = new ArrayList<>();
    if (plan.refusal() == null) {
      try (BlobStore store = BlobStores.open(settings.root())) {
        for (Split split : Split.values()) {
          byte[] hashes = plan.hashes().get(files.size());
          String path = TextHash.file(split);
          StoredBlob blob = store.put(settings.folder() + "/" + path, BlobContent.of(hashes));
          files.add(new DataFile(path, blob.size(), blob.crc32c(), hashes.length / TextHash.BYTES));
        }
      }
    }
    return files;
  }
}
