package io.bertline.prep.split;

import io.bertline.dataset.Split;
import io.bertline.dataset.TextHash;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where every row goes, or why these rows make no dataset. */
public final class SplitPlan {
  private static final int BUFFER = 1 << 16;

  private final @Nullable String refusal;
  private final List<String> labels;
  private final List<RangeFates> fates;
  private final TextCounts texts;
  private final RowTable table;
  private final int[] byText;

  SplitPlan(
      List<String> labels, List<RangeFates> fates, TextCounts texts, RowTable table, int[] byText) {
    this(null, labels, fates, texts, table, byText);
  }

  private SplitPlan(
      @Nullable String refusal,
      List<String> labels,
      List<RangeFates> fates,
      TextCounts texts,
      RowTable table,
      int[] byText) {
    this.refusal = refusal;
    this.labels = labels;
    this.fates = fates;
    this.texts = texts;
    this.table = table;
    this.byText = byText;
  }

  static SplitPlan refused(String refusal) {
    return new SplitPlan(
        refusal, List.of(), List.of(), TextCounts.NONE, new RowTable(List.of()), new int[0]);
  }

  /** Returns why these rows make no dataset, as one line; null if they do. */
  public @Nullable String refusal() {
    return refusal;
  }

  /** Returns the labels in index order. */
  public List<String> labels() {
    return labels;
  }

  /** Returns for each range in order where its rows go; none after a refusal. */
  public List<RangeFates> fates() {
    return fates;
  }

  public TextCounts texts() {
    return texts;
  }

  /** Writes the content of the file {@code text-hashes-<split>}. */
  public void writeHashes(Split split, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
    for (int row : byText) {
      if (table.fate(row).split() == split) {
        TextHash hash = table.text(row);
        data.writeLong(hash.high());
        data.writeLong(hash.low());
      }
    }
    data.flush();
  }
}
