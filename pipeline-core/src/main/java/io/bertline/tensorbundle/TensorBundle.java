package io.bertline.tensorbundle;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import io.bertline.wire.MalformedWireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A tensor bundle that is open for reading. The index is read and checked as a whole when the
 * bundle is opened; values are memory-mapped when they are asked for, compared with their checksum,
 * and stay valid after {@link #close()}.
 */
public final class TensorBundle implements AutoCloseable {
  private final BundleIndex index;
  private final List<Shard> shards;

  private TensorBundle(BundleIndex index, List<Shard> shards) {
    this.index = index;
    this.shards = shards;
  }

  private record Shard(String source, FileChannel channel) {}

  /**
   * A file of a bundle.
   *
   * @param path the file
   * @param source how messages name it
   */
  public record File(Path path, String source) {}

  /**
   * Returns the names of the files with values.
   *
   * @param prefix what the names begin with, that is the name of the index without {@code .index}
   * @throws BertlineException {@code BAD_INPUT} with the byte offset if the index cannot be read
   */
  public static List<String> shardNames(File index, String prefix) {
    int count = readIndex(index).shards();
    List<String> names = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      names.add(BundleFormat.shardName(prefix, shard, count));
    }
    return names;
  }

  /**
   * Opens a bundle.
   *
   * @param shards the files with values, in the order of {@link #shardNames}
   * @throws BertlineException {@code BAD_INPUT} with the byte offset if the index cannot be read or
   *     a shard is shorter than the index says
   */
  public static TensorBundle open(File index, List<File> shards) {
    BundleIndex parsed = readIndex(index);
    if (parsed.shards() != shards.size()) {
      throw bad(index, "has %d shards, got %d".formatted(parsed.shards(), shards.size()));
    }
    TensorBundle bundle = new TensorBundle(parsed, new ArrayList<>());
    try {
      for (File shard : shards) {
        bundle.add(shard);
      }
      return bundle;
    } catch (BertlineException e) {
      bundle.close();
      throw e;
    }
  }

  private static BundleIndex readIndex(File file) {
    try (FileChannel channel = FileChannel.open(file.path())) {
      if (channel.size() > SortedTableFormat.MAX_BYTES) {
        throw bad(
            file,
            "has %d bytes, at most %d are read"
                .formatted(channel.size(), SortedTableFormat.MAX_BYTES));
      }
      return BundleIndex.parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (MalformedWireException e) {
      throw bad(file, "byte %d: %s".formatted(e.offset(), e.problem()));
    } catch (IOException e) {
      throw ReadFailure.of(file.path(), e);
    }
  }

  private void add(File file) {
    int number = shards.size();
    try {
      FileChannel channel = FileChannel.open(file.path());
      shards.add(new Shard(file.source(), channel));
      for (Map.Entry<String, BundleTensor> entry : index.tensors().entrySet()) {
        BundleTensor tensor = entry.getValue();
        if (tensor.shard() == number && tensor.offset() > channel.size() - tensor.size()) {
          throw bad(
              file,
              "byte %d: the file ends here, %s is said to have %d bytes at %d"
                  .formatted(channel.size(), entry.getKey(), tensor.size(), tensor.offset()));
        }
      }
    } catch (IOException e) {
      throw ReadFailure.of(file.path(), e);
    }
  }

  /** Returns the tensors by name, in the order of the names. */
  public Map<String, BundleTensor> tensors() {
    return index.tensors();
  }

  /**
   * Returns the values of a tensor, row-major and little-endian: a read-only view of the mapped
   * file.
   *
   * @throws BertlineException {@code BAD_INPUT} if they do not match their checksum
   */
  public ByteBuffer read(String name) {
    BundleTensor tensor = Objects.requireNonNull(index.tensors().get(name), name);
    Shard shard = shards.get(tensor.shard());
    if (tensor.size() > Integer.MAX_VALUE) {
      throw damaged(shard, tensor, name + " has more than 2 GiB, which are not read");
    }
    try {
      ByteBuffer values =
          shard
              .channel()
              .map(FileChannel.MapMode.READ_ONLY, tensor.offset(), tensor.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      if (SortedTableFormat.maskedCrc(values) != tensor.maskedCrc()) {
        throw damaged(shard, tensor, "the checksum of " + name + " does not match");
      }
      return values;
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.TEMPORARY, shard.source() + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static BertlineException damaged(Shard shard, BundleTensor tensor, String problem) {
    return new BertlineException(
        FailureKind.BAD_INPUT,
        "%s: byte %d: %s; get the file again".formatted(shard.source(), tensor.offset(), problem));
  }

  private static BertlineException bad(File file, String problem) {
    return new BertlineException(
        FailureKind.BAD_INPUT,
        file.source() + ": " + problem + "; is it a whole checkpoint of TensorFlow?");
  }

  @Override
  public void close() {
    for (Shard shard : shards) {
      try {
        shard.channel().close();
      } catch (IOException e) {
        throw new BertlineException(
            FailureKind.TEMPORARY, shard.source() + ": cannot be closed: " + e.getMessage(), e);
      }
    }
  }
}
