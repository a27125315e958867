package io.bertline.report;

/** A part of a page: an element or text. */
sealed interface Node permits Element, Text {
  /** Writes the mark-up. */
  void write(StringBuilder out);
}
