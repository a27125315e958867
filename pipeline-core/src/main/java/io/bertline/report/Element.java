package io.bertline.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * An element of HTML or SVG. Only elements and attributes that cannot act or load anything exist
 * here, and every text is escaped, so no content can make a page active.
 */
public final class Element implements Node {
  private static final Set<String> HTML =
      Set.of(
          "a",
          "aside",
          "b",
          "bdi",
          "body",
          "br",
          "caption",
          "code",
          "dd",
          "details",
          "div",
          "dl",
          "dt",
          "figcaption",
          "figure",
          "footer",
          "h1",
          "h2",
          "h3",
          "header",
          "i",
          "li",
          "main",
          "nav",
          "ol",
          "p",
          "pre",
          "q",
          "section",
          "small",
          "span",
          "strong",
          "summary",
          "table",
          "tbody",
          "td",
          "th",
          "thead",
          "time",
          "tr",
          "u",
          "ul");
  private static final Set<String> SVG =
      Set.of("circle", "desc", "g", "path", "rect", "svg", "text", "title");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "aria-hidden",
          "aria-label",
          "aria-labelledby",
          "class",
          "cx",
          "cy",
          "d",
          "datetime",
          "dir",
          "height",
          "href",
          "id",
          "r",
          "role",
          "rx",
          "scope",
          "style",
          "tabindex",
          "text-anchor",
          "viewBox",
          "width",
          "x",
          "y");
  private static final Set<String> WITHOUT_CONTENT = Set.of("br", "circle", "path", "rect");
  private static final Set<String> INLINE =
      Set.of("a", "b", "bdi", "br", "code", "i", "q", "small", "span", "time", "u");

  /** Custom properties that hold numbers: how a bar learns its length. */
  private static final Pattern STYLE = Pattern.compile("(--[a-z]+:[0-9.]+%?;?)+");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Node> children = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  /**
   * Returns an empty element.
   *
   * @throws IllegalArgumentException if a page may not have such an element
   */
  public static Element of(String name) {
    if (!HTML.contains(name) && !SVG.contains(name)) {
      throw new IllegalArgumentException("element " + name);
    }
    return new Element(name);
  }

  /**
   * Sets an attribute; numbers are rounded to a tenth.
   *
   * @throws IllegalArgumentException if a page may not have this attribute or value
   */
  public Element set(String attribute, Object value) {
    String text =
        value instanceof Number number
            ? Coordinate.text(number.doubleValue())
            : String.valueOf(value);
    boolean allowed =
        switch (attribute) {
          case "href" -> text.startsWith("#");
          case "style" -> STYLE.matcher(text).matches();
          default -> ATTRIBUTES.contains(attribute);
        };
    if (!allowed) {
      throw new IllegalArgumentException("attribute " + attribute + "=\"" + text + "\"");
    }
    attributes.put(attribute, text);
    return this;
  }

  /** Sets the class. */
  public Element style(String classes) {
    return set("class", classes);
  }

  /** Adds children in order: elements as they are, anything else as text. */
  public Element add(Object... content) {
    for (Object child : content) {
      children.add(child instanceof Node node ? node : new Text(String.valueOf(child)));
    }
    return this;
  }

  /** Adds each of these elements. */
  public Element addAll(Iterable<Element> elements) {
    elements.forEach(children::add);
    return this;
  }

  /** Shows this element and everything in it, in the order of the page. */
  void visit(Consumer<Element> visitor) {
    visitor.accept(this);
    for (Node child : children) {
      if (child instanceof Element element) {
        element.visit(visitor);
      }
    }
  }

  /** Returns the value of an attribute, empty if it is not set. */
  String get(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  @Override
  public void write(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (attribute, value) -> {
          out.append(' ').append(attribute).append("=\"");
          Text.escape(value, out);
          out.append('"');
        });
    if (children.isEmpty() && WITHOUT_CONTENT.contains(name)) {
      out.append("/>");
      return;
    }
    out.append('>');
    for (Node child : children) {
      child.write(out);
    }
    out.append("</").append(name).append('>');
    if (HTML.contains(name) && !INLINE.contains(name)) {
      out.append('\n');
    }
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }
}
