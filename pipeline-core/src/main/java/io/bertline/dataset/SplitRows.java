package io.bertline.dataset;

import io.bertline.artifact.Artifact;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.tfrecord.TfRecordReader;
import io.bertline.wire.MalformedWireException;
import java.io.BufferedInputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one split in their order. Checksums, labels, lengths and the number of rows are
 * verified on the way; {@code hasNext} and {@code next} throw {@link BertlineException} {@code
 * CORRUPT_ARTIFACT} naming shard, record and byte. Not safe for several threads.
 */
public final class SplitRows implements Iterator<TokenizedRow>, AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Artifact artifact;
  private final DatasetInfo info;
  private final Split split;
  private final SplitInfo splitInfo;
  private final TokenizedRowCodec codec;
  private final Iterator<String> shards;
  private @Nullable TfRecordReader shard;
  private @Nullable TokenizedRow next;
  private long rows;

  SplitRows(Artifact artifact, DatasetInfo info, Split split, SplitInfo splitInfo) {
    this.artifact = artifact;
    this.info = info;
    this.split = split;
    this.splitInfo = splitInfo;
    this.codec = new TokenizedRowCodec(info.sliceColumns());
    this.shards = splitInfo.shards().iterator();
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = read();
    }
    return next != null;
  }

  @Override
  public TokenizedRow next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    TokenizedRow row = next;
    next = null;
    return row;
  }

  private @Nullable TokenizedRow read() {
    while (true) {
      if (shard == null) {
        if (!shards.hasNext()) {
          checkCount();
          return null;
        }
        shard = open(shards.next());
      }
      byte[] record = shard.next();
      if (record != null) {
        rows++;
        return decode(shard, record);
      }
      shard.close();
      shard = null;
    }
  }

  private TfRecordReader open(String name) {
    return new TfRecordReader(
        new BufferedInputStream(artifact.open(name), BUFFER_BYTES), artifact.uri() + "/" + name);
  }

  private TokenizedRow decode(TfRecordReader reader, byte[] record) {
    TokenizedRow row;
    try {
      row = codec.decode(record);
    } catch (MalformedWireException e) {
      throw reader.corrupt("is not a row: byte " + e.offset() + " of it: " + e.problem());
    }
    int length = row.inputIds().length;
    if (length < 2 || length > info.maxLength()) {
      throw reader.corrupt(
          "has %d tokens, dataset.json allows 2 to %d".formatted(length, info.maxLength()));
    }
    if (row.label() < 0 || row.label() >= info.labels().size()) {
      throw reader.corrupt(
          "has label %d of %d labels".formatted(row.label(), info.labels().size()));
    }
    return row;
  }

  private void checkCount() {
    if (rows != splitInfo.rows()) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%s: the %s split has %d rows, dataset.json says %d; run prep again with --force"
              .formatted(artifact.uri(), split.lowerCase(), rows, splitInfo.rows()));
    }
  }

  @Override
  public void close() {
    if (shard != null) {
      shard.close();
      shard = null;
    }
  }
}
