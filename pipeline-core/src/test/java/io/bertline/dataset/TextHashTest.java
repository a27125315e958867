package io.bertline.dataset;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextHashTest {
  private final TextHash.Hasher hasher = new TextHash.Hasher();

  @Test
  void aTextInAsciiHasTheHashOfItsNormalForm() throws NoSuchAlgorithmException {
    Random random = new Random(7);
    for (int n = 0; n < 2000; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(600); i > 0; i--) {
        text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x22) : random.nextInt(0x80)));
      }
      String normal =
          text.toString()
              .replaceAll("[\\t-\\r\\x1C-\\x20]+", " ")
              .replaceAll("^ | $", "")
              .toLowerCase(Locale.ROOT);
      ByteBuffer expected =
          ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(normal.getBytes(US_ASCII)));

      assertThat(new TextHash.Hasher().hash(text.toString(), null))
          .isEqualTo(new TextHash(expected.getLong(), expected.getLong()));
    }
  }

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
