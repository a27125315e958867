package io.bertline.report;

import io.bertline.report.Lineage.Ancestor;
import java.util.Map;

/** The last section of every page: what it was made from, and how to make it again. */
public final class LineageSection {
  private LineageSection() {}

  /** Adds the section to a page. */
  public static ReportPage addTo(ReportPage page, Lineage lineage) {
    Element chain = Element.of("ol").style("lineage");
    for (Ancestor ancestor : lineage.ancestors()) {
      chain.add(ancestor(ancestor));
    }
    Element content =
        Element.of("div")
            .add(
                chain,
                Html.paragraph("Each artifact was made from the ones before it.").style("sr"));
    if (lineage.command() != null) {
      content.add(command(lineage.command()));
    }
    content.add(Html.details("Full keys and references", references(lineage)));
    content.add(Html.details("Parameters", table("Parameters", "Parameter", lineage.parameters())));
    content.add(Html.details("Environment", table("Environment", "What", lineage.environment())));
    return page.section("lineage", "Lineage", "Where it comes from", content);
  }

  private static Element ancestor(Ancestor ancestor) {
    Element item =
        Element.of("li").add(Html.bold(ancestor.role()), Html.foreign(ancestor.description()));
    return ancestor.key() == null
        ? item
        : item.add(Element.of("br"), ReportPage.key(ancestor.key()));
  }

  private static Element command(String command) {
    return Element.of("pre")
        .style("command")
        .set("role", "region")
        .set("tabindex", "0")
        .set("aria-label", "Command that makes this again")
        .add(command);
  }

  private static Element references(Lineage lineage) {
    Table table = new Table("References", "Artifact").text("Where").text("Key").text("Digest");
    for (Ancestor ancestor : lineage.ancestors()) {
      String key = ancestor.key() == null ? "" : ancestor.key();
      table.row(
          ancestor.role(), Html.code(ancestor.uri()), Html.code(key), Html.code(ancestor.digest()));
    }
    return table.element();
  }

  private static Element table(String name, String first, Map<String, String> values) {
    Table table = new Table(name, first).text("Value");
    values.forEach((key, value) -> table.row(Html.code(key), Html.code(value)));
    return table.element();
  }
}
