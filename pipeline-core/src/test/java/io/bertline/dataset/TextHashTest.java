package io.bertline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextHashTest {
  private final TextHash.Hasher hasher = new TextHash.Hasher();

  @Test
  void caseWhiteSpaceAndUnicodeFormMakeNoDifference() {
    TextHash hash = hasher.hash("Caf\u00e9 au lait?", null);

    assertThat(hasher.hash("  cafe\u0301\t\nAU\u00a0lait? ", null)).isEqualTo(hash);
    assertThat(hasher.hash("Cafe au lait?", null)).isNotEqualTo(hash);
    assertThat(hasher.hash("Caf\u00e9 aulait?", null)).isNotEqualTo(hash);
  }

  @Test
  void aPairIsNotTheTextsInARow() {
    assertThat(hasher.hash("a", "b c")).isNotEqualTo(hasher.hash("a b", "c"));
    assertThat(hasher.hash("a", "")).isNotEqualTo(hasher.hash("a", null));
  }

  @Test
  void isTheBeginningOfTheSha256() {
    // printf 'hello world' | sha256sum
    assertThat(hasher.hash("Hello  World", null))
        .isEqualTo(new TextHash(0xb94d27b9934d3e08L, 0xa52e52d7da7dabfaL));
  }

  @Test
  void sortsAsUnsignedNumbers() {
    assertThat(new TextHash(-1, 0)).isGreaterThan(new TextHash(1, 0));
    assertThat(new TextHash(1, -1)).isGreaterThan(new TextHash(1, 1));
  }
}
