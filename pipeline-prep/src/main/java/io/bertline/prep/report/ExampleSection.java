package io.bertline.prep.report;

import io.bertline.prep.statistics.ExampleRow;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Numbers;
import java.util.List;

/** Some rows, each with the tokens the model sees. */
final class ExampleSection {
  private static final int MOST_TOKENS = 80;

  private ExampleSection() {}

  static Element[] of(List<ExampleRow> rows) {
    Element cards = Element.of("div").style("errors");
    for (ExampleRow row : rows) {
      cards.add(card(row));
    }
    return new Element[] {
      Html.paragraph(
          "Each text as it was read, and as the tokens the model gets. ## continues a word; [UNK]"
              + " is a word the vocabulary cannot spell. Below each are the ids, the mask being 1"
              + " for every one; padding, with mask 0, is added batch by batch in training."),
      cards
    };
  }

  private static Element card(ExampleRow row) {
    Element card =
        Element.of("div")
            .add(Element.of("h3").add("“", Html.foreign(row.label()), "”"), Html.quote(row.text()));
    if (row.textPair() != null) {
      card.add(Html.quote(row.textPair()));
    }
    return card.add(tokens(row.tokens()), ids(row.ids()), Html.paragraph(description(row)));
  }

  private static Element ids(List<Integer> ids) {
    Element line = Element.of("p").style("tokens");
    for (int id : ids.subList(0, Math.min(MOST_TOKENS, ids.size()))) {
      line.add(String.valueOf(id), " ");
    }
    return ids.size() > MOST_TOKENS
        ? line.add("and " + Numbers.count(ids.size() - MOST_TOKENS) + " more")
        : line;
  }

  private static Element tokens(List<String> tokens) {
    Element line = Element.of("p").style("tokens");
    for (String token : tokens.subList(0, Math.min(MOST_TOKENS, tokens.size()))) {
      line.add(Html.foreign(token), " ");
    }
    return tokens.size() > MOST_TOKENS
        ? line.add("and " + Numbers.count(tokens.size() - MOST_TOKENS) + " more")
        : line;
  }

  private static String description(ExampleRow row) {
    return "%s split, row %s, %s%s"
        .formatted(
            row.split(),
            row.id(),
            Numbers.count(row.tokens().size(), "token", "tokens"),
            row.truncated() ? ", its end cut off" : "");
  }
}
