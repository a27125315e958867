package io.bertline.prep.pipeline;

import io.bertline.dataset.TextHash;
import io.bertline.prep.input.SourceRange;
import io.bertline.prep.input.SourceTable;
import io.bertline.prep.split.RangeSurvey;
import io.bertline.prep.split.UnusableRow;
import io.bertline.table.RowError;
import io.bertline.table.RowParser;
import io.bertline.table.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** First pass: parses and checks the rows of a range, and hashes their texts. */
final class SurveyRange extends DoFn<SourceRange, KV<Integer, RangeSurvey>> {
  /** One key: the plan overlooks all ranges. */
  private static final int ALL = 0;

  private final PipelineSettings settings;
  private transient @Nullable RangeReader reader;

  SurveyRange(PipelineSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void setUp() {
    reader = new RangeReader();
  }

  @ProcessElement
  public void process(@Element SourceRange range, OutputReceiver<KV<Integer, RangeSurvey>> output)
      throws IOException {
    SourceTable table = settings.tables().get(range.table());
    RowParser rows = Objects.requireNonNull(reader).open(table, range);
    output.output(KV.of(ALL, survey(table, range, rows)));
    RowCounters.surveyed().inc(range.records().records());
  }

  private RangeSurvey survey(SourceTable table, SourceRange range, RowParser parser) {
    RowReader rows = new RowReader(table, settings.columns(), settings.split().labels());
    TextHash.Hasher hasher = new TextHash.Hasher();
    Map<String, Integer> labelNames = new LinkedHashMap<>();
    long[] hashes = new long[2048];
    int[] labels = new int[1024];
    int count = 0;
    UnusableRow firstUnusable = null;
    for (TableRow row = parser.next(); row != null; row = parser.next()) {
      if (count == labels.length) {
        labels = Arrays.copyOf(labels, 2 * count);
        hashes = Arrays.copyOf(hashes, 4 * count);
      }
      RowError error = rows.error(row);
      if (error == null) {
        TextHash hash = hasher.hash(rows.text(row), rows.textPair(row));
        hashes[2 * count] = hash.high();
        hashes[2 * count + 1] = hash.low();
        labels[count] = labelNumber(labelNames, rows.label(row));
      } else {
        labels[count] = RangeSurvey.UNUSABLE;
        if (firstUnusable == null) {
          firstUnusable =
              new UnusableRow(table.ordinal(), row.number(), error.offset(), error.message());
        }
      }
      count++;
    }
    return new RangeSurvey(
        range.index(),
        Arrays.copyOf(hashes, 2 * count),
        Arrays.copyOf(labels, count),
        new ArrayList<>(labelNames.keySet()),
        firstUnusable);
  }

  private static int labelNumber(Map<String, Integer> names, String name) {
    Integer number = names.get(name);
    if (number == null) {
      number = names.size();
      if (number == RangeSurvey.MAX_LABELS + 1) {
        return RangeSurvey.MAX_LABELS;
      }
      names.put(name, number);
    }
    return number;
  }

  @Teardown
  public void tearDown() {
    if (reader != null) {
      reader.close();
    }
  }
}
