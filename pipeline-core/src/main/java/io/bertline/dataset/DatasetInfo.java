package io.bertline.dataset;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Content of {@code dataset.json}.
 *
 * @param formatVersion version of this layout, 1
 * @param labels label names in index order, at least two
 * @param positiveLabel the label sought in a binary dataset (label index 1); null when there are
 *     more than two labels
 * @param maxLength longest token sequence a record may have
 * @param textPairs whether records hold two texts
 * @param sliceColumns names of the extra bytes features in validation and test records
 * @param tokenLengths tokenLengths[n] = number of records, over all splits, with n tokens; length
 *     maxLength + 1
 * @param tokenizerFingerprint identifies the tokenizer; a classifier trained on this dataset must
 *     use the same one
 * @param seed seed of the split and of the order of records
 * @param splits what each split holds, keyed by {@link Split#lowerCase()}
 */
public record DatasetInfo(
    int formatVersion,
    List<String> labels,
    @Nullable String positiveLabel,
    int maxLength,
    boolean textPairs,
    List<String> sliceColumns,
    List<Long> tokenLengths,
    String tokenizerFingerprint,
    long seed,
    Map<String, SplitInfo> splits) {
  /** Name of the file in the artifact. */
  public static final String FILE = "dataset.json";

  public static final int FORMAT_VERSION = 1;

  public DatasetInfo {
    labels = List.copyOf(labels);
    sliceColumns = List.copyOf(sliceColumns);
    tokenLengths = List.copyOf(tokenLengths);
    splits = Map.copyOf(splits);
  }

  /** Returns whether a row has one of two labels, so that one sigmoid unit decides. */
  public boolean binary() {
    return labels.size() == 2;
  }
}
