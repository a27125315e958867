package io.bertline.dataset;

import io.bertline.artifact.Artifact;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** The hashes of the texts of a split, in memory: 16 bytes a text. Safe for several threads. */
public final class TextHashes {
  /** Half of the hash at 2i, the other half at 2i + 1; sorted as {@link TextHash} compares. */
  private final long[] halves;

  private TextHashes(long[] halves) {
    this.halves = halves;
  }

  /**
   * Reads the hashes of a split.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if the dataset has none, or they are not
   *     sorted
   */
  public static TextHashes read(Artifact dataset, Split split) {
    String file = TextHash.file(split);
    long size = dataset.file(file).size();
    if (size % TextHash.BYTES != 0 || size / Long.BYTES > Integer.MAX_VALUE - 8) {
      throw corrupt(dataset, file, "has " + size + " bytes, which is no number of hashes");
    }
    long[] halves = new long[(int) (size / Long.BYTES)];
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(dataset.open(file)))) {
      for (int i = 0; i < halves.length; i++) {
        halves[i] = in.readLong();
      }
    } catch (IOException e) {
      throw new BertlineException(
          JdkFailures.kind(e).orElse(FailureKind.TEMPORARY),
          dataset.uri() + "/" + file + ": cannot be read: " + e.getMessage(),
          e);
    }
    TextHashes hashes = new TextHashes(halves);
    for (int i = 1; i < hashes.size(); i++) {
      if (hashes.get(i - 1).compareTo(hashes.get(i)) > 0) {
        throw corrupt(dataset, file, "hash " + i + " is not in order");
      }
    }
    return hashes;
  }

  /** Returns whether the split has a text with this hash. */
  public boolean contains(TextHash hash) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = get(middle).compareTo(hash);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  private int size() {
    return halves.length / 2;
  }

  private TextHash get(int i) {
    return new TextHash(halves[2 * i], halves[2 * i + 1]);
  }

  private static BertlineException corrupt(Artifact dataset, String file, String problem) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        dataset.uri() + "/" + file + ": " + problem + "; run prep again with --force");
  }
}
