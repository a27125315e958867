package io.bertline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource({
    "https://me:pw@host/a.csv,https://***@host/a.csv",
    "https://h/a?X-Goog-Signature=ab12&X-Goog-Expires=9,https://h/a?X-Goog-Signature=***&X-Goog-Expires=9",
    "https://h/a?sig=ab%2F12,https://h/a?sig=***",
    "https://h/a?access_token=x&api-key=y,https://h/a?access_token=***&api-key=***",
    "gs://bucket/a@b.csv,gs://bucket/a@b.csv",
    "https://h/a?design=blue,https://h/a?design=blue",
    "plain text,plain text"
  })
  void theSecretsOfAUriAreMasked(String text, String masked) {
    assertThat(Redaction.text(text)).isEqualTo(masked);
  }

  @Test
  void aTokenizerIsNoSecret() {
    assertThat(Redaction.arguments(List.of("--tokenizer", "project:default")))
        .containsExactly("--tokenizer", "project:default");
  }

  @Test
  void theValuesOfSecretOptionsAreMasked() {
    assertThat(
            Redaction.arguments(
                List.of(
                    "--hf-token", "a", "--password=b", "--epochs", "3", "--api-key", "--force")))
        .containsExactly(
            "--hf-token", "***", "--password=***", "--epochs", "3", "--api-key", "--force");
  }
}
