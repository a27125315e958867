package io.bertline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ElementTest {
  @Test
  void escapesTextAndAttributes() {
    assertThat(Element.of("b").set("aria-label", "\"<&'>").add("\"<&'>"))
        .hasToString("<b aria-label=\"&quot;&lt;&amp;&#39;&gt;\">&quot;&lt;&amp;&#39;&gt;</b>");
  }

  @ParameterizedTest
  @CsvSource({
    "0, ⟨U+0000⟩", "1B, ⟨U+001B⟩", "85, ⟨U+0085⟩", "61C, ⟨U+061C⟩", "200F, ⟨U+200F⟩",
    "202E, ⟨U+202E⟩", "2069, ⟨U+2069⟩", "FEFF, ⟨U+FEFF⟩", "D800, ⟨U+D800⟩", "10FFFF, ⟨U+10FFFF⟩"
  })
  void spellsOutWhatActsUnseen(String codePoint, String shown) {
    String text = Character.toString(Integer.parseInt(codePoint, 16));

    assertThat(Element.of("b").add("a" + text + "b")).hasToString("<b>a" + shown + "b</b>");
  }

  @Test
  void leavesOtherScriptsAndJoinedEmojiAlone() {
    String text = "שלום ڈ ∫ 👩\u200D🚀 🙂";

    assertThat(Element.of("b").add(text)).hasToString("<b>" + text + "</b>");
  }

  @Test
  void joinsLinesWithBlanks() {
    assertThat(Element.of("b").add("a\r\nb\tc")).hasToString("<b>a  b c</b>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"script", "img", "iframe", "link", "style", "foreignObject", "use", "B"})
  void refusesElementsThatActOrLoad(String name) {
    assertThatThrownBy(() -> Element.of(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "onclick, alert(1)",
    "href, https://example.org/",
    "href, javascript:alert(1)",
    "src, x.png",
    "style, 'background:url(x)'",
    "style, '--v:1%;color:red'"
  })
  void refusesAttributesThatActOrLoad(String attribute, String value) {
    assertThatThrownBy(() -> Element.of("a").set(attribute, value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closesEmptyElementsAsHtmlAndSvgWantIt() {
    assertThat(Element.of("i")).hasToString("<i></i>");
    assertThat(Element.of("path").set("d", "M0 0")).hasToString("<path d=\"M0 0\"/>");
    assertThat(Element.of("rect").add(Element.of("title").add("x")))
        .hasToString("<rect><title>x</title></rect>");
  }

  @Test
  void roundsCoordinatesToATenth() {
    assertThat(
            Element.of("rect").set("x", 1.26).set("y", -0.04).set("width", -0.26).set("height", 3))
        .hasToString("<rect x=\"1.3\" y=\"0\" width=\"-0.3\" height=\"3\"/>");
  }
}
