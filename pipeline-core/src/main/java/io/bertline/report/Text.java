package io.bertline.report;

import java.util.Locale;

/**
 * Text of a page, foreign text included: it can neither become mark-up nor reorder what is around
 * it.
 *
 * @param content any text, unpaired surrogates and control characters included
 */
record Text(String content) implements Node {
  @Override
  public void write(StringBuilder out) {
    escape(content, out);
  }

  /** Escapes mark-up and spells out characters that cannot be seen but act, as ⟨U+202E⟩. */
  static void escape(String text, StringBuilder out) {
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\t', '\n', '\r' -> out.append(' ');
                default -> {
                  if (acts(point)) {
                    out.append(String.format(Locale.ROOT, "⟨U+%04X⟩", point));
                  } else {
                    out.appendCodePoint(point);
                  }
                }
              }
            });
  }

  /** Control characters, direction marks, overrides and isolates, and what is no character. */
  private static boolean acts(int point) {
    return Character.isISOControl(point)
        || within(point, 0x200E, 0x200F)
        || within(point, 0x2028, 0x202E)
        || within(point, 0x2066, 0x2069)
        || point == 0x061C
        || point == 0xFEFF
        || within(point, Character.MIN_SURROGATE, Character.MAX_SURROGATE)
        || within(point, 0xFDD0, 0xFDEF)
        || (point & 0xFFFE) == 0xFFFE;
  }

  private static boolean within(int point, int first, int last) {
    return point >= first && point <= last;
  }
}
