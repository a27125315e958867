package io.bertline.prep.pipeline;

import io.bertline.cli.storage.BlobStores;
import io.bertline.prep.split.RowSort;
import io.bertline.storage.BlobStore;
import io.bertline.storage.StoredBlob;
import io.bertline.tfrecord.TfRecordWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Puts the records of one file in their order and writes it. The file fits into memory. */
final class WriteShard extends DoFn<KV<String, Iterable<byte[]>>, PrepOutcome> {
  private static final int BUFFER = 1 << 17;

  private final PipelineSettings settings;
  private transient @Nullable BlobStore store;

  WriteShard(PipelineSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void setUp() {
    store = BlobStores.open(settings.root());
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<byte[]>> file, OutputReceiver<PrepOutcome> output) {
    List<RecordBatch.Entry> entries = new ArrayList<>();
    for (byte[] batch : file.getValue()) {
      RecordBatch.read(batch, entries);
    }
    int[] order = order(entries);
    boolean records = file.getKey().endsWith(".tfrecord");
    StoredBlob blob =
        Objects.requireNonNull(store)
            .put(
                settings.folder() + "/" + file.getKey(),
                out -> {
                  BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
                  if (records) {
                    writeRecords(entries, order, buffered);
                  } else {
                    writeLines(entries, order, buffered);
                  }
                  buffered.flush();
                });
    output.output(
        PrepOutcome.ofFile(
            new DataFile(file.getKey(), blob.size(), blob.crc32c(), entries.size())));
  }

  private static int[] order(List<RecordBatch.Entry> entries) {
    RowSort sort =
        new RowSort(
            entry -> entries.get(entry).place(),
            (a, b) -> entries.get(a).compareTo(entries.get(b)));
    return sort.sort(IntStream.range(0, entries.size()).toArray());
  }

  private static void writeRecords(List<RecordBatch.Entry> entries, int[] order, OutputStream out)
      throws IOException {
    TfRecordWriter writer = new TfRecordWriter(out);
    for (int entry : order) {
      writer.write(entries.get(entry).record());
    }
  }

  private static void writeLines(List<RecordBatch.Entry> entries, int[] order, OutputStream out)
      throws IOException {
    for (int entry : order) {
      out.write(entries.get(entry).record());
      out.write('\n');
    }
  }

  @Teardown
  public void tearDown() {
    if (store != null) {
      store.close();
    }
  }
}
