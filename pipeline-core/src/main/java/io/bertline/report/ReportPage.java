package io.bertline.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A report: first the answer, then the numbers that decide, then what a careful colleague would
 * say, then sections in the order of the reader's questions.
 */
public final class ReportPage {
  private final String kind;
  private final ReportSubject subject;
  private final String title;
  private final Element kicker;
  private final Element verdict = Element.of("div").set("id", "verdict");
  private final List<Element> facts = new ArrayList<>();
  private final List<Element> notices = new ArrayList<>();
  private final Element contents = Element.of("ul");
  private final List<Element> sections = new ArrayList<>();

  /**
   * Starts a page.
   *
   * @param kind what is reported, for example {@code Evaluation}
   * @param title the answer in a few words, for the browser's tab
   */
  public ReportPage(String kind, ReportSubject subject, String title) {
    this.kind = kind;
    this.subject = subject;
    this.title = title;
    this.kicker =
        Element.of("p")
            .style("kicker")
            .add(
                Html.bold(kind),
                " ",
                Element.of("span").add("project ", Html.bold(subject.project())),
                " ",
                Element.of("span")
                    .add(kind.toLowerCase(java.util.Locale.ROOT) + " ", key(subject.key())));
  }

  static Element key(String key) {
    return Element.of("span").style("key").add(Numbers.key(key));
  }

  /** Adds to the line above the answer, for example {@code test split, 13,061 rows}. */
  public ReportPage about(String text) {
    kicker.add(" ", Element.of("span").add(text));
    return this;
  }

  /**
   * Gives the answer.
   *
   * @param mark a few words beside the icon
   * @param answer one sentence
   * @param lead the numbers that decide, in one or two sentences
   */
  public ReportPage verdict(Verdict found, String mark, String answer, Element lead) {
    verdict.add(
        Element.of("div")
            .add(
                Html.paragraph(found.mark(mark)),
                Element.of("h1").add(answer),
                lead.style("lead")));
    return this;
  }

  /** Sets a chart beside the answer. */
  public ReportPage headline(Element chart) {
    verdict.style("verdict").add(Element.of("figure").add(chart));
    return this;
  }

  /** Adds one of at most six facts: its name, the number, and an interval or base. */
  public ReportPage fact(String name, String number, String base) {
    facts.add(
        Element.of("div")
            .add(
                Element.of("dt").add(name),
                Element.of("dd").add(number),
                Element.of("dd").add(base)));
    return this;
  }

  /** Adds what to know; the worst comes first. */
  public ReportPage notice(Verdict weight, String claim, String explanation) {
    notices.add(Element.of("li").style(weight.style()).add(Html.bold(claim), " " + explanation));
    return this;
  }

  /**
   * Adds a section.
   *
   * @param id unique in the page
   * @param name in the list of sections
   * @param heading above the section
   */
  public ReportPage section(String id, String name, String heading, Element... content) {
    contents.add(Element.of("li").add(Element.of("a").set("href", "#" + id).add(name)));
    sections.add(
        Element.of("section")
            .set("id", id)
            .add(Element.of("h2").add(heading))
            .add((Object[]) content));
    return this;
  }

  /** Returns the page. */
  public String html() {
    Element body = body();
    check(body);
    StringBuilder out = new StringBuilder(100_000);
    out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    Text.escape(title, out);
    out.append("</title>\n<style>\n").append(styleSheet()).append("</style>\n</head>\n");
    body.write(out);
    return out.append("</html>\n").toString();
  }

  private Element body() {
    Element skip = Element.of("a").style("skip").set("href", "#verdict");
    Element header = Element.of("header").add(kicker.add(" ", date()), verdict);
    if (!facts.isEmpty()) {
      header.add(Element.of("dl").style("facts").addAll(facts));
    }
    if (!notices.isEmpty()) {
      header.add(Element.of("ul").style("notices").addAll(notices));
    }
    if (sections.size() > 1) {
      header.add(Element.of("nav").set("aria-label", "Sections").add(contents));
    }
    return Element.of("body")
        .add(
            skip.add("Skip to the verdict"),
            header,
            Element.of("main").addAll(sections),
            Element.of("footer").add(footer()));
  }

  private Element date() {
    return Element.of("time")
        .set("datetime", subject.createdAt())
        .add(Numbers.date(Instant.parse(subject.createdAt())));
  }

  private String footer() {
    return "Made by Bertline "
        + subject.productVersion()
        + ". This page holds no script and loads nothing; it can be mailed, archived and printed.";
  }

  /** Finds what would leave a reader of this page lost. */
  private void check(Element body) {
    Set<String> ids = new HashSet<>();
    body.visit(
        element -> {
          String id = element.get("id");
          if (!id.isEmpty() && !ids.add(id)) {
            throw new IllegalStateException(kind + " page: two elements are called " + id);
          }
        });
    body.visit(
        element -> {
          String target = element.get("href");
          if (!target.isEmpty() && !ids.contains(target.substring(1))) {
            throw new IllegalStateException(kind + " page: nothing is called " + target);
          }
        });
  }

  private static String styleSheet() {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
