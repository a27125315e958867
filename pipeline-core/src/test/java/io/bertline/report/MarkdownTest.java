package io.bertline.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MarkdownTest {
  @Test
  void markupIsShownAndNotObeyed() {
    assertThat(Markdown.text("<b>*a* | [x](javascript:y) `c` &amp;"))
        .isEqualTo("&lt;b\\>\\*a\\* \\| \\[x\\]\\(javascript\\:y\\) \\`c\\` &amp;amp;");
  }

  @Test
  void lineBreaksControlAndDirectionCharactersBecomeBlanks() {
    assertThat(Markdown.text("a\r\n# b\u202Ec\u0000d\uD800e")).isEqualTo("a  \\# b c d e");
  }

  @Test
  void longTextIsCut() {
    assertThat(Markdown.text("x".repeat(300))).isEqualTo("x".repeat(200) + "…");
  }

  @Test
  void plainTextStaysAsItIs() {
    assertThat(Markdown.text("naïve café, 你好 😀")).isEqualTo("naïve café, 你好 😀");
  }
}
