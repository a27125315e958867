package io.bertline.eval;

import io.bertline.dataset.TokenizedRow;
import io.bertline.eval.measure.Mistake;
import io.bertline.eval.report.EvaluationFacts.MistakenRow;
import io.bertline.eval.scores.SplitSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the texts of mistakes. */
final class MistakenRows {
  /** A text that is longer is cut: hundreds of them must fit into memory. */
  private static final int MOST_CHARACTERS = 10_000;

  private final SplitSource source;
  private final List<String> labels;

  MistakenRows(SplitSource source, List<String> labels) {
    this.source = source;
    this.labels = labels;
  }

  /** Returns the mistakes in the same order, with what their rows say. */
  List<MistakenRow> of(List<Mistake> mistakes) {
    Map<Integer, TokenizedRow> rows =
        source.rows(mistakes.stream().map(Mistake::row).collect(Collectors.toSet()));
    List<MistakenRow> mistaken = new ArrayList<>();
    for (Mistake mistake : mistakes) {
      TokenizedRow row = Objects.requireNonNull(rows.get(mistake.row()));
      mistaken.add(
          new MistakenRow(
              row.id(),
              Objects.requireNonNullElse(cut(row.text()), ""),
              cut(row.textPair()),
              row.inputIds().length,
              labels.get(mistake.label()),
              labels.get(mistake.called()),
              mistake.confidence()));
    }
    return mistaken;
  }

  private static @Nullable String cut(@Nullable String text) {
    if (text == null || text.length() <= MOST_CHARACTERS) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1)) ? 1 : 0;
    return text.substring(0, MOST_CHARACTERS - end) + "…";
  }
}
