package io.bertline.prep.pipeline;

import io.bertline.prep.input.SourceTable;
import io.bertline.text.Tokenizer;
import java.io.IOException;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** Second pass: tokenises and encodes the rows of a range, one batch for each file. */
final class EncodeRange extends DoFn<PlannedRange, KV<String, byte[]>> {
  static final TupleTag<KV<String, byte[]>> BATCHES = new TupleTag<>() {};
  static final TupleTag<PrepOutcome> OUTCOMES = new TupleTag<>() {};

  private final PipelineSettings settings;
  private transient @Nullable RangeReader reader;
  private transient @Nullable Tokenizer tokenizer;
  private transient @Nullable ShardNames shards;

  EncodeRange(PipelineSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void setUp() throws IOException {
    reader = new RangeReader();
    tokenizer = WorkerTokenizer.load(settings);
    shards = new ShardNames(settings.shards());
  }

  @ProcessElement
  public void process(@Element PlannedRange range, MultiOutputReceiver output) throws IOException {
    SourceTable table = settings.tables().get(range.range().table());
    RangeEncoder encoder =
        new RangeEncoder(
            settings, range, Objects.requireNonNull(tokenizer), Objects.requireNonNull(shards));
    encoder.encode(Objects.requireNonNull(reader).open(table, range.range()));
    encoder
        .batches()
        .forEach((file, batch) -> output.get(BATCHES).output(KV.of(file, batch.toByteArray())));
    RowCounters.encoded().inc(range.range().records().records());
    output.get(OUTCOMES).output(PrepOutcome.ofStatistics(encoder.statistics()));
  }

  @Teardown
  public void tearDown() {
    if (reader != null) {
      reader.close();
    }
    if (tokenizer != null) {
      tokenizer.close();
    }
  }
}
