package io.bertline.prep.split;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where every row goes.
 *
 * @param refusal why these rows make no dataset, as one line; null if they do
 * @param labels labels in index order
 * @param fates for each range, in their order; empty after a refusal
 * @param hashes content of {@code text-hashes-<split>} by {@link io.bertline.dataset.Split} in
 *     order; empty after a refusal
 */
public record SplitPlan(
    @Nullable String refusal, List<String> labels, List<RangeFates> fates, List<byte[]> hashes) {
  public SplitPlan {
    labels = List.copyOf(labels);
    fates = List.copyOf(fates);
    hashes = List.copyOf(hashes);
  }

  static SplitPlan refused(String refusal) {
    return new SplitPlan(refusal, List.of(), List.of(), List.of());
  }
}
