package io.bertline.prep.pipeline;

import io.bertline.cli.storage.BlobStores;
import io.bertline.dataset.Split;
import io.bertline.dataset.TextHash;
import io.bertline.prep.input.SourceRange;
import io.bertline.prep.split.RangeFates;
import io.bertline.prep.split.RangeShape;
import io.bertline.prep.split.RangeSurvey;
import io.bertline.prep.split.SplitPlan;
import io.bertline.prep.split.SplitPlanner;
import io.bertline.storage.BlobStore;
import io.bertline.storage.StoredBlob;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Between the passes: one worker decides where all rows go. If they make no dataset it says so and
 * sends no range on, which ends the job early.
 */
final class PlanSplits extends DoFn<KV<Integer, Iterable<RangeSurvey>>, PlannedRange> {
  static final TupleTag<PlannedRange> RANGES = new TupleTag<>() {};
  static final TupleTag<PrepOutcome> OUTCOMES = new TupleTag<>() {};

  private final PipelineSettings settings;
  private final List<SourceRange> ranges;

  /**
   * @param ranges all ranges in order
   */
  PlanSplits(PipelineSettings settings, List<SourceRange> ranges) {
    this.settings = settings;
    this.ranges = List.copyOf(ranges);
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<RangeSurvey>> all, MultiOutputReceiver output) {
    SplitPlan plan = new SplitPlanner(settings.split(), shapes()).plan(all.getValue());
    output
        .get(OUTCOMES)
        .output(
            new PrepOutcome(plan.refusal(), plan.labels(), writeHashes(plan), plan.texts(), null));
    for (RangeFates fates : plan.fates()) {
      output.get(RANGES).output(new PlannedRange(ranges.get(fates.range()), fates, plan.labels()));
    }
  }

  private List<RangeShape> shapes() {
    return ranges.stream()
        .map(
            range ->
                new RangeShape(
                    range.records().records(), settings.tables().get(range.table()).split()))
        .toList();
  }

  private List<DataFile> writeHashes(SplitPlan plan) {
    List<DataFile> files = new ArrayList<>();
    if (plan.refusal() == null) {
      try (BlobStore store = BlobStores.open(settings.root())) {
        for (Split split : Split.values()) {
          String path = TextHash.file(split);
          StoredBlob blob =
              store.put(settings.folder() + "/" + path, out -> plan.writeHashes(split, out));
          files.add(new DataFile(path, blob.size(), blob.crc32c(), blob.size() / TextHash.BYTES));
        }
      }
    }
    return files;
  }
}
