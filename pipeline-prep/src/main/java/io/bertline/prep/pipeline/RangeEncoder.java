package io.bertline.prep.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.dataset.Split;
import io.bertline.dataset.TokenizedRow;
import io.bertline.dataset.TokenizedRowCodec;
import io.bertline.prep.input.SourceTable;
import io.bertline.prep.split.Fate;
import io.bertline.prep.split.SeededOrder;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.ExampleRow;
import io.bertline.prep.statistics.RowMeasure;
import io.bertline.prep.statistics.StatisticsCounter;
import io.bertline.table.RowError;
import io.bertline.table.RowParser;
import io.bertline.table.TableRow;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one range into records for files, and counts them. */
final class RangeEncoder {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int EXAMPLE_CHARACTERS = 500;

  private final PipelineSettings settings;
  private final SourceTable table;
  private final PlannedRange range;
  private final Tokenizer tokenizer;
  private final ShardNames shards;
  private final RowReader rows;
  private final TokenizedRowCodec codec;
  private final SeededOrder order;
  private final StatisticsCounter statistics;
  private final Map<String, RecordBatch> batches = new HashMap<>();

  RangeEncoder(
      PipelineSettings settings, PlannedRange range, Tokenizer tokenizer, ShardNames shards) {
    this.settings = settings;
    this.table = settings.tables().get(range.range().table());
    this.range = range;
    this.tokenizer = tokenizer;
    this.shards = shards;
    this.rows = new RowReader(table, settings.columns(), settings.split().labels());
    this.codec = new TokenizedRowCodec(settings.columns().slices());
    this.order = new SeededOrder(settings.split().seed());
    this.statistics = new StatisticsCounter(range.labels(), settings.maxLength());
  }

  /** Encodes all rows of the range. */
  void encode(RowParser parser) {
    int index = 0;
    for (TableRow row = parser.next(); row != null; row = parser.next()) {
      Fate fate = range.fates().fate(index);
      switch (fate) {
        case TRAIN, VALIDATION, TEST ->
            addKept(row, Objects.requireNonNull(fate.split()), range.fates().isExample(index));
        case DUPLICATE -> statistics.addDuplicate();
        case LEFT_OVER -> statistics.addLeftOver();
        case OUTVOTED -> statistics.addOutvoted();
        case TIED -> addDeadLetter(row, tie(row), parser);
        case UNUSABLE -> addDeadLetter(row, Objects.requireNonNull(rows.error(row)), parser);
      }
      index++;
    }
  }

  /** Returns the records by name of their file. */
  Map<String, RecordBatch> batches() {
    return batches;
  }

  DatasetStatistics statistics() {
    return statistics.toStatistics();
  }

  private void addKept(TableRow row, Split split, boolean example) {
    String text = rows.text(row);
    String pair = rows.textPair(row);
    Tokens tokens = tokenizer.encode(text, pair, settings.maxLength());
    int label = range.labels().indexOf(rows.label(row));
    // What evaluation shows and training does not need.
    boolean full = split != Split.TRAIN;
    TokenizedRow tokenized =
        new TokenizedRow(
            tokens.ids(),
            tokens.typeIds(),
            label,
            rows.id(row),
            full ? text : null,
            full ? pair : null,
            full ? rows.slices(row) : Map.of());
    long place = order.place(table.ordinal(), row.offset());
    add(shards.of(split, place), place, row, codec.encode(tokenized));
    statistics.addKept(split, measure(text, pair, label, tokens));
    if (example) {
      statistics.addExample(example(row, split, tokens));
    }
  }

  private static RowMeasure measure(String text, @Nullable String pair, int label, Tokens tokens) {
    String second = pair == null ? "" : pair;
    return new RowMeasure(
        label,
        text.codePointCount(0, text.length()) + second.codePointCount(0, second.length()),
        RowMeasure.words(text) + RowMeasure.words(second),
        tokens.untruncatedLength(),
        tokens.ids().length,
        tokens.unknown());
  }

  private ExampleRow example(TableRow row, Split split, Tokens tokens) {
    List<String> spelled = new ArrayList<>();
    for (int id : tokens.ids()) {
      spelled.add(tokenizer.token(id));
    }
    String pair = rows.textPair(row);
    return new ExampleRow(
        rows.id(row),
        split.lowerCase(),
        rows.label(row),
        abbreviated(rows.text(row)),
        pair == null ? null : abbreviated(pair),
        spelled,
        Arrays.stream(tokens.ids()).boxed().toList(),
        tokens.truncated());
  }

  private static String abbreviated(String text) {
    return text.codePointCount(0, text.length()) <= EXAMPLE_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, EXAMPLE_CHARACTERS));
  }

  private RowError tie(TableRow row) {
    return new RowError(
        "tied labels",
        settings.columns().label(),
        row.offset(),
        "as many rows of the same text have another label than \"" + rows.label(row) + "\"");
  }

  private void addDeadLetter(TableRow row, RowError error, RowParser parser) {
    DeadLetter letter = DeadLetter.of(table.ordinal(), row.number(), error, parser.raw(row));
    double position =
        (bytesBefore(table.ordinal()) + row.offset())
            / (double) bytesBefore(settings.tables().size());
    try {
      // One place for all: the order of the file is that of the input.
      add(settings.shards().deadLetters(position), 0, row, JSON.writeValueAsBytes(letter));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    statistics.addDeadLetter(error.reason());
  }

  private long bytesBefore(int ordinal) {
    return settings.tables().stream().limit(ordinal).mapToLong(SourceTable::size).sum();
  }

  private void add(String file, long place, TableRow row, byte[] record) {
    batches
        .computeIfAbsent(file, name -> new RecordBatch())
        .add(place, table.ordinal(), row.offset(), record);
  }
}
