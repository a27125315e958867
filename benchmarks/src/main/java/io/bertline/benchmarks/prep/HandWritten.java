package io.bertline.benchmarks.prep;

import io.bertline.dataset.Split;
import io.bertline.dataset.TextHash;
import io.bertline.dataset.TokenizedRow;
import io.bertline.dataset.TokenizedRowCodec;
import io.bertline.prep.split.Duplicates;
import io.bertline.prep.split.Fate;
import io.bertline.prep.split.RangeShape;
import io.bertline.prep.split.RangeSurvey;
import io.bertline.prep.split.SeededOrder;
import io.bertline.prep.split.SplitPlan;
import io.bertline.prep.split.SplitPlanner;
import io.bertline.prep.split.SplitSettings;
import io.bertline.prep.split.SplitSize;
import io.bertline.prep.split.SplitSizes;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.RowMeasure;
import io.bertline.prep.statistics.StatisticsCounter;
import io.bertline.prep.statistics.StatisticsFile;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import io.bertline.table.RecordRange;
import io.bertline.table.RecordScanner;
import io.bertline.table.RowParser;
import io.bertline.table.TableHeader;
import io.bertline.table.TableRow;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import io.bertline.text.Tokens;
import io.bertline.tfrecord.TfRecordWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The limit: what {@code prep} does with the Quora questions, by threads and arrays alone. Parses,
 * checks, compares texts, splits, tokenises, counts, sorts and writes the same shards, byte for
 * byte; every row stays in memory, nothing is tried again, and nothing runs on a second machine.
 */
final class HandWritten {
  private static final int THREADS = 2;
  private static final int RANGE_BYTES = 1 << 20;
  private static final int BUFFER = 1 << 17;
  private static final int MAX_LENGTH = 128;
  private static final long SEED = 42;

  private final Path table;
  private final Path tokenizer;
  private final LocalBlobStore output;
  private final int trainShards;
  private final SeededOrder order = new SeededOrder(SEED);

  /** A row between the passes. */
  private record Row(long offset, String id, String text, int label, Tokens tokens) {}

  /** A row in its file. */
  private record Encoded(long place, long offset, byte[] bytes) {}

  /**
   * @param tokenizer folder of the tokenizer
   * @param trainShards files of the training split
   */
  HandWritten(Path table, Path tokenizer, Path output, int trainShards) {
    this.table = table;
    this.tokenizer = tokenizer;
    this.output = new LocalBlobStore(output);
    this.trainShards = trainShards;
  }

  /** Makes the dataset. */
  void run() throws IOException, InterruptedException, ExecutionException {
    TableHeader header;
    try (InputStream in = Files.newInputStream(table)) {
      header = TableHeader.read("table", null, in);
    }
    List<RecordRange> ranges = scan(header);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Row[][] rows = new Row[ranges.size()][];
      RangeSurvey[] surveys = new RangeSurvey[ranges.size()];
      onAllThreads(threads, ranges.size(), () -> new FirstPass(header, ranges, rows, surveys));
      SplitPlan plan = plan(ranges, List.of(surveys));
      for (Split split : Split.values()) {
        output.put(TextHash.file(split), out -> plan.writeHashes(split, out));
      }
      List<List<Encoded>> shards = new ArrayList<>();
      for (int i = 0; i < trainShards + 2; i++) {
        shards.add(new ArrayList<>());
      }
      List<DatasetStatistics> statistics = new ArrayList<>();
      onAllThreads(threads, ranges.size(), () -> new SecondPass(plan, rows, shards, statistics));
      onAllThreads(threads, shards.size(), () -> shard -> write(shard, shards.get(shard)));
      DatasetStatistics sum = statistics.stream().reduce(DatasetStatistics::plus).orElseThrow();
      output.put(DatasetStatistics.FILE, BlobContent.of(StatisticsFile.write(sum)));
    } finally {
      threads.shutdown();
    }
  }

  /** Something done with one part of many. */
  private interface Part extends AutoCloseable {
    void run(int part) throws IOException;

    @Override
    default void close() {}
  }

  private static void onAllThreads(ExecutorService threads, int parts, Callable<Part> worker)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      all.add(
          threads.submit(
              () -> {
                try (Part part = worker.call()) {
                  for (int p = next.getAndIncrement(); p < parts; p = next.getAndIncrement()) {
                    part.run(p);
                  }
                }
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
  }

  private List<RecordRange> scan(TableHeader header) throws IOException {
    List<RecordRange> ranges = new ArrayList<>();
    try (InputStream in = Files.newInputStream(table)) {
      in.skipNBytes(header.dataOffset());
      RecordScanner scanner = new RecordScanner(in, header, RANGE_BYTES);
      for (RecordRange range = scanner.next(); range != null; range = scanner.next()) {
        ranges.add(range);
      }
    }
    return ranges;
  }

  private static SplitPlan plan(List<RecordRange> ranges, List<RangeSurvey> surveys) {
    SplitSize tenth = SplitSize.parse("0.1");
    SplitSettings settings =
        new SplitSettings(
            "target",
            List.of(),
            null,
            new SplitSizes(null, tenth, tenth),
            Duplicates.DROP,
            SEED,
            0.01,
            List.of("table"));
    List<RangeShape> shapes =
        ranges.stream().map(range -> new RangeShape(range.records(), null)).toList();
    return new SplitPlanner(settings, shapes).plan(surveys);
  }

  private final class FirstPass implements Part {
    private final TableHeader header;
    private final List<RecordRange> ranges;
    private final Row[][] rows;
    private final @Nullable RangeSurvey[] surveys;
    private final Tokenizer words = Tokenizers.load(tokenizer);
    private final TextHash.Hasher hasher = new TextHash.Hasher();

    FirstPass(
        TableHeader header,
        List<RecordRange> ranges,
        Row[][] rows,
        @Nullable RangeSurvey[] surveys) {
      this.header = header;
      this.ranges = ranges;
      this.rows = rows;
      this.surveys = surveys;
    }

    @Override
    public void run(int part) throws IOException {
      RecordRange range = ranges.get(part);
      byte[] bytes = new byte[range.bytesToRead()];
      try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "r")) {
        file.seek(range.start());
        file.readFully(bytes);
      }
      RowParser parser = new RowParser(header, bytes, range);
      Row[] parsed = new Row[range.records()];
      long[] hashes = new long[2 * parsed.length];
      int[] labels = new int[parsed.length];
      Map<String, Integer> names = new LinkedHashMap<>();
      int count = 0;
      for (TableRow row = parser.next(); row != null; row = parser.next()) {
        if (row.error() != null) {
          throw new IllegalStateException("the generated table has no bad rows");
        }
        String text = row.values().get(1);
        String label = row.values().get(2).strip();
        TextHash hash = hasher.hash(text, null);
        hashes[2 * count] = hash.high();
        hashes[2 * count + 1] = hash.low();
        labels[count] = names.computeIfAbsent(label, name -> names.size());
        parsed[count++] =
            new Row(
                row.offset(),
                row.values().get(0),
                text,
                Integer.parseInt(label),
                words.encode(text, null, MAX_LENGTH));
      }
      rows[part] = parsed;
      surveys[part] = new RangeSurvey(part, hashes, labels, new ArrayList<>(names.keySet()), null);
    }

    @Override
    public void close() {
      words.close();
    }
  }

  private final class SecondPass implements Part {
    private final SplitPlan plan;
    private final Row[][] rows;
    private final List<List<Encoded>> shards;
    private final List<DatasetStatistics> all;
    private final TokenizedRowCodec codec = new TokenizedRowCodec(List.of());
    private final StatisticsCounter counter;
    private final List<List<Encoded>> mine = new ArrayList<>();

    SecondPass(
        SplitPlan plan, Row[][] rows, List<List<Encoded>> shards, List<DatasetStatistics> all) {
      this.plan = plan;
      this.rows = rows;
      this.shards = shards;
      this.all = all;
      this.counter = new StatisticsCounter(plan.labels(), MAX_LENGTH);
      shards.forEach(shard -> mine.add(new ArrayList<>()));
    }

    @Override
    public void run(int part) {
      for (int i = 0; i < rows[part].length; i++) {
        Fate fate = plan.fates().get(part).fate(i);
        Split split = fate.split();
        if (split != null) {
          add(rows[part][i], split);
        } else if (fate == Fate.DUPLICATE) {
          counter.addDuplicate();
        } else if (fate == Fate.OUTVOTED) {
          counter.addOutvoted();
        } else {
          counter.addDeadLetter("tied labels");
        }
      }
      rows[part] = new Row[0];
    }

    private void add(Row row, Split split) {
      long place = order.place(0, row.offset);
      Tokens tokens = row.tokens;
      byte[] bytes =
          codec.encode(
              new TokenizedRow(
                  tokens.ids(),
                  tokens.typeIds(),
                  row.label,
                  row.id,
                  split == Split.TRAIN ? null : row.text,
                  null,
                  Map.of()));
      mine.get(shard(split, place)).add(new Encoded(place, row.offset, bytes));
      counter.addKept(
          split,
          new RowMeasure(
              row.label,
              row.text.codePointCount(0, row.text.length()),
              RowMeasure.words(row.text),
              tokens.untruncatedLength(),
              tokens.ids().length,
              tokens.unknown()));
    }

    @Override
    public void close() {
      synchronized (shards) {
        for (int i = 0; i < mine.size(); i++) {
          shards.get(i).addAll(mine.get(i));
        }
        all.add(counter.toStatistics());
      }
    }
  }

  private int shard(Split split, long place) {
    return switch (split) {
      case TRAIN -> (int) (((place >>> 33) * trainShards) >>> 31);
      case VALIDATION -> trainShards;
      case TEST -> trainShards + 1;
    };
  }

  private void write(int shard, List<Encoded> rows) {
    rows.sort(
        (a, b) -> {
          int byPlace = Long.compareUnsigned(a.place, b.place);
          return byPlace != 0 ? byPlace : Long.compare(a.offset, b.offset);
        });
    String name =
        shard < trainShards
            ? Split.TRAIN.shardName(shard, trainShards)
            : (shard == trainShards ? Split.VALIDATION : Split.TEST).shardName(0, 1);
    output.put(
        name,
        out -> {
          BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
          TfRecordWriter writer = new TfRecordWriter(buffered);
          for (Encoded row : rows) {
            writer.write(row.bytes);
          }
          buffered.flush();
        });
  }
}
