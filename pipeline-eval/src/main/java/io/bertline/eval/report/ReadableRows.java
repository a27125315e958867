package io.bertline.eval.report;

import java.util.List;

/**
 * Rows worth reading, with their texts.
 *
 * @param mistakes the most confident mistakes, most confident first
 * @param uncertain the rows nearest to being called otherwise, the nearest first
 * @param labelDoubts rows whose given label is likely wrong, the surest first; {@code called} is
 *     the label they likely have
 */
public record ReadableRows(
    List<ReadableRow> mistakes, List<ReadableRow> uncertain, List<ReadableRow> labelDoubts) {
  public ReadableRows {
    mistakes = List.copyOf(mistakes);
    uncertain = List.copyOf(uncertain);
    labelDoubts = List.copyOf(labelDoubts);
  }
}
