package io.bertline.report;

/** Text of others within a page of Markdown. */
public final class Markdown {
  private static final int LONGEST = 200;

  private Markdown() {}

  /**
   * Returns text that shows as it is and can open neither markup nor a tag nor a table cell; line
   * breaks and control characters become blanks.
   */
  public static String text(String foreign) {
    StringBuilder out = new StringBuilder();
    foreign.codePoints().limit(LONGEST).forEach(c -> append(c, out));
    return foreign.codePoints().skip(LONGEST).findAny().isPresent() ? out + "…" : out.toString();
  }

  private static void append(int c, StringBuilder out) {
    int type = Character.getType(c);
    if (c == '<') {
      out.append("&lt;");
    } else if (c == '&') {
      out.append("&amp;");
    } else if ("\\`*_{}[]()#+-!|>~$:".indexOf(c) >= 0) {
      out.append('\\').appendCodePoint(c);
    } else if (type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR) {
      out.append(' ');
    } else {
      out.appendCodePoint(c);
    }
  }
}
