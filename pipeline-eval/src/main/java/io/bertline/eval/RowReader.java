package io.bertline.eval;

import io.bertline.dataset.TokenizedRow;
import io.bertline.eval.measure.Mistake;
import io.bertline.eval.report.ReadableRow;
import io.bertline.eval.report.ReadableRows;
import io.bertline.eval.scores.SplitSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the texts of rows. */
final class RowReader {
  /** A text that is longer is cut: hundreds of them must fit into memory. */
  private static final int MOST_CHARACTERS = 10_000;

  private final SplitSource source;
  private final List<String> labels;

  RowReader(SplitSource source, List<String> labels) {
    this.source = source;
    this.labels = labels;
  }

  /** Returns the rows of each list in the same order, with what they say, in one pass. */
  ReadableRows read(List<Mistake> mistakes, List<Mistake> uncertain, List<Mistake> doubts) {
    Set<Integer> positions =
        Stream.of(mistakes, uncertain, doubts)
            .flatMap(List::stream)
            .map(Mistake::row)
            .collect(Collectors.toSet());
    Map<Integer, TokenizedRow> rows = source.rows(positions);
    return new ReadableRows(
        readable(mistakes, rows), readable(uncertain, rows), readable(doubts, rows));
  }

  private List<ReadableRow> readable(List<Mistake> mistakes, Map<Integer, TokenizedRow> rows) {
    return mistakes.stream()
        .map(mistake -> readable(mistake, Objects.requireNonNull(rows.get(mistake.row()))))
        .toList();
  }

  private ReadableRow readable(Mistake mistake, TokenizedRow row) {
    return new ReadableRow(
        row.id(),
        Objects.requireNonNullElse(cut(row.text()), ""),
        cut(row.textPair()),
        row.inputIds().length,
        labels.get(mistake.label()),
        labels.get(mistake.called()),
        mistake.confidence());
  }

  private static @Nullable String cut(@Nullable String text) {
    if (text == null || text.length() <= MOST_CHARACTERS) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1)) ? 1 : 0;
    return text.substring(0, MOST_CHARACTERS - end) + "…";
  }
}
