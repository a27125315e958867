package io.bertline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReportPageTest {
  private final String html = SamplePage.html();

  @Test
  void hasTheSameBytesTwice() {
    assertThat(SamplePage.html()).isEqualTo(html);
  }

  @Test
  void doesNotDependOnTheLocaleOrTimeZoneOfTheMachine() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String tag : List.of("de-DE", "ar-EG", "tr-TR", "th-TH-u-nu-thai")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        assertThat(SamplePage.html()).as(tag).isEqualTo(html);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void holdsNothingThatActsOrLoads() {
    assertThat(html)
        .doesNotContainPattern("(?i)<(script|iframe|object|embed|img|image|link|base|form|use)\\b")
        .doesNotContainPattern("(?i)<[^>]*\\son[a-z]+=")
        .doesNotContainPattern("(?i)url\\(|@import|javascript:|data:|https?://")
        .doesNotContainPattern("href=\"[^#]");
  }

  @Test
  void showsHostileTextAsItIs() {
    assertThat(html)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("⟨U+202E⟩esrever⟨U+202C⟩ ⟨U+0000⟩ &amp;amp; &#39;")
        .contains("<title>Sample: &lt;/q&gt;");
  }

  @Test
  void callsNoTwoElementsTheSame() {
    List<String> ids = all(" id=\"([^\"]*)\"");

    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    assertThatThrownBy(() -> page().section("verdict", "Verdict", "Verdict").html())
        .hasMessageContaining("two elements are called verdict");
  }

  @Test
  void aPageOfOneSectionHasNeitherAListOfSectionsNorAnEmptyFrame() {
    ReportSubject subject = new ReportSubject("p", "0".repeat(64), "2026-11-22T20:14:00Z", "0.1.0");
    String page = new ReportPage("Runs", subject, "Runs").section("runs", "Runs", "Runs").html();

    assertThat(page).doesNotContain("<nav", "<dl").contains("<section id=\"runs\">");
    assertThat(html).contains("<nav", "<dl class=\"facts\">");
  }

  @Test
  void linksOnlyToWhatIsThere() {
    Set<String> ids = new HashSet<>(all(" id=\"([^\"]*)\""));

    assertThat(all(" href=\"#([^\"]*)\"")).isNotEmpty().isSubsetOf(ids);
    assertThatThrownBy(
            () ->
                page()
                    .section("a", "A", "A", Element.of("a").set("href", "#nowhere").add("there"))
                    .html())
        .hasMessageContaining("nothing is called #nowhere");
  }

  @Test
  void describesEveryChartToAScreenReader() {
    Set<String> ids = new HashSet<>(all(" id=\"([^\"]*)\""));

    List<String> labels = all("role=\"img\" aria-labelledby=\"([^\"]*)\"");
    assertThat(labels).hasSize(7);
    for (String label : labels) {
      assertThat(ids).contains(label.split(" "));
    }
  }

  @Test
  void cutsLongTextWithoutHidingThatItDoes() {
    List<String> quotes = all("<q dir=\"auto\">(.*?)</q>");

    assertThat(quotes).singleElement().asString().startsWith("x".repeat(400)).endsWith("…");
  }

  private static ReportPage page() {
    return new ReportPage(
        "Sample", new ReportSubject("p", "k", "2026-11-22T20:14:05Z", "1.0.0"), "Sample");
  }

  private List<String> all(String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(html)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
